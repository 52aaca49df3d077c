/** Microphone and speaker of a phone whose media runs in this page. */
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AudioDevice, PhoneAudio } from '../phone/phone.ts';
import { errorNotice } from './button.ts';
import { buttonStyles } from './button-styles.ts';
import { cardStyles } from './card-styles.ts';
import { ControlElement } from './control-element.ts';
import { followDesktop } from './desktop-controller.ts';
import { formStyles } from './form-styles.ts';
import { icon } from './icons.ts';

type Kind = AudioDevice['kind'];

const unnamed = { microphone: 'device.unnamedMicrophone', speaker: 'device.unnamedSpeaker' } as const;

/**
 * Lists what is plugged in, follows what is plugged in later, and says in words when the microphone is not allowed.
 * Shows nothing where the media does not run in this page.
 *
 * @example html`<ringframe-device-picker .desktop=${desktop}></ringframe-device-picker>`
 */
export class DevicePicker extends ControlElement {
  static override properties: PropertyDeclarations = {
    devices: { state: true },
    level: { state: true },
  };
  static override styles = [
    ...ControlElement.styles,
    buttonStyles,
    cardStyles,
    formStyles,
    css`
      .label {
        display: flex;
        align-items: center;
        gap: calc(var(--_space) * 1.5);
      }

      .level {
        inline-size: 100%;
        block-size: 12px;
      }
    `,
  ];

  declare devices: readonly AudioDevice[] | undefined;
  /** Of the microphone in a running call, 0 to 1. */
  declare level: number | undefined;

  #asked: PhoneAudio | undefined;
  readonly #onDeviceChange = () => void this.#list();

  constructor() {
    super();
    followDesktop(this, (desktop) => {
      const ends = [
        desktop.on('quality', ({ inputLevel }) => {
          this.level = inputLevel;
        }),
        // Names of devices become known when the microphone is allowed, which is when a call begins.
        desktop.on('call', ({ event }) => {
          if (event === 'established') void this.#list();
          if (desktop.calls.length === 0) this.level = undefined;
        }),
      ];
      return () => {
        for (const end of ends) end();
      };
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    this.#asked = undefined;
  }

  protected override forget(): void {
    this.devices = undefined;
    this.level = undefined;
  }

  protected override updated(_changed: PropertyValues): void {
    const audio = this.desktop?.audio;
    if (audio === this.#asked) return;
    this.#asked = audio;
    void this.#list();
  }

  async #list(): Promise<void> {
    const audio = this.desktop?.audio;
    if (!audio) {
      this.devices = undefined;
      return;
    }
    await this.commands.run('list', 'list', async () => {
      const devices = await audio.devices();
      // The desktop manager may have been exchanged meanwhile.
      if (this.desktop?.audio === audio) this.devices = devices;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desktop, devices } = this;
    const audio = desktop?.audio;
    if (!desktop || !audio) return nothing;
    const error = this.commands.error('select') ?? this.commands.error('list');
    const dismiss = () => {
      this.commands.dismiss('select');
      this.commands.dismiss('list');
    };
    const none = devices !== undefined && !devices.some(({ kind }) => kind === 'microphone');
    const hidden = devices?.some(({ label }) => label === '') ?? false;
    const speakers = devices?.some(({ kind }) => kind === 'speaker') ?? false;
    return html`<section class="card" aria-label=${this.words('device.label')}>
      ${this.#choice(audio, 'microphone', this.level)} ${speakers ? this.#choice(audio, 'speaker') : nothing}
      <div class="region" role="status">
        ${none ? html`<p class="notice warning">${icon('warning')}<span class="words">${this.words('device.none')}</span></p>` : hidden ? html`<p class="hint">${this.words('device.namesHidden')}</p>` : nothing}
      </div>
      ${errorNotice(error === undefined ? undefined : this.errorWords(error), { label: this.words('action.dismiss'), onClick: dismiss })}
    </section>`;
  }

  #choice(audio: PhoneAudio, kind: Kind, level?: number): TemplateResult {
    const selected = audio.selected[kind] ?? '';
    // Browsers list their own entry for the default beside the device it stands for; one entry is enough.
    const devices = (this.devices ?? []).filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default');
    const gone = selected !== '' && !devices.some(({ deviceId }) => deviceId === selected);
    const onChange = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      void this.commands.run('select', kind, () => audio.select({ [kind]: value === '' ? undefined : value }));
    };
    const option = (value: string, label: string) => html`<option value=${value} .selected=${live(value === selected)}>${label}</option>`;
    return html`<div class="field">
      <label class="label" for=${kind}>${icon(kind === 'microphone' ? 'mute' : 'speaker')}${this.words(`device.${kind}`)}</label>
      <select id=${kind} class="input" aria-busy=${this.commands.runs('select', kind) ? 'true' : nothing} @change=${onChange}>
        ${option('', this.words('device.default'))}
        ${devices.map(({ deviceId, label }, index) => option(deviceId, label || this.words(unnamed[kind], { count: index + 1 })))}
        ${gone ? option(selected, this.words('device.gone')) : nothing}
      </select>
      ${level === undefined ? nothing : html`<meter class="level" min="0" max="1" .value=${level} aria-label=${this.words('device.level')}></meter>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ringframe-device-picker': DevicePicker;
  }
}
