import { css } from 'lit';

export const chatStyles = css`
  .chat {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .transcript {
    max-block-size: 40vh;
    min-block-size: 4em;
    padding: calc(var(--_space) * 2);
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
  }

  .transcript ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .message {
    justify-self: start;
    max-inline-size: 90%;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2.5);
    border-radius: var(--_radius-small);
    background: var(--_raised);
  }

  .message.own {
    justify-self: end;
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }

  .message .by {
    font-size: 0.86em;
    font-weight: 550;
  }

  .message .written {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }

  .write {
    display: flex;
    align-items: flex-end;
    gap: calc(var(--_space) * 1.5);
  }

  .write .input {
    flex: 1;
    min-inline-size: 0;
  }
`;
