/** What every control has: the desktop manager it shows, its words, its look, and a way to run commands. */
import { LitElement, type PropertyDeclarations } from 'lit';
import type { Desktop, DesktopCall } from '../softphone/desktop.ts';
import { type NumberFormat, nameOf, numberOf } from './call-label.ts';
import { type CommandRunner, commandRunner } from './command-runner.ts';
import { type ControlStrings, controlLocale, fill, findString, onControlStrings, type StringKey, type StringValues } from './control-strings.ts';
import { followDesktop } from './desktop-controller.ts';
import { errorText } from './error-text.ts';
import { usableLocale } from './format-time.ts';
import { theme } from './theme.ts';

export class ControlElement extends LitElement {
  static override properties: PropertyDeclarations = {
    desktop: { attribute: false },
    strings: { attribute: false },
    formatNumber: { attribute: false },
  };
  static override styles = [theme];

  /** What `attachPhone` returned. May be set late, exchanged or taken away; until it is set the control shows nothing. */
  declare desktop: Desktop | undefined;
  /** Words of this one element, before those of `setControlStrings`. */
  declare strings: ControlStrings | undefined;
  /** How numbers are written, for example in national format. Default as received. */
  declare formatNumber: NumberFormat | undefined;

  protected readonly commands: CommandRunner = commandRunner(this);
  #endStrings: (() => void) | undefined;

  constructor() {
    super();
    followDesktop(
      this,
      (desktop) => desktop.on('change', () => this.requestUpdate()),
      () => {
        this.commands.reset();
        this.forget();
      },
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endStrings = onControlStrings(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endStrings?.();
  }

  /** Drops what was remembered about the calls of another desktop manager. */
  protected forget(): void {}

  protected words(key: StringKey, values: StringValues = {}): string {
    return fill(this.findWords(key) ?? key, values);
  }

  protected findWords(key: string): string | undefined {
    return findString(key, this.strings);
  }

  protected errorWords(error: unknown): string {
    return errorText(
      error,
      (key) => this.findWords(key),
      (values) => this.words('error.unknown', values),
    );
  }

  /** The name a call is shown by; `Number withheld` when there is none. */
  protected nameOf(call: DesktopCall): string {
    return nameOf(call, this.formatNumber) ?? this.words('call.withheld');
  }

  /** The number, where it is not already the name. */
  protected numberOf(call: DesktopCall): string {
    const number = numberOf(call, this.formatNumber);
    return number === nameOf(call, this.formatNumber) ? '' : number;
  }

  /** Language of times: the one set with the words, else the nearest `lang`. */
  protected get locale(): string | undefined {
    const chosen = usableLocale(controlLocale());
    if (chosen) return chosen;
    for (let element: Element | null = this; element; ) {
      const marked: Element | null = element.closest('[lang]');
      if (marked) return usableLocale(marked.getAttribute('lang'));
      const root: Node = element.getRootNode();
      element = root instanceof ShadowRoot ? root.host : null;
    }
    return undefined;
  }
}
