/** The types of a message's fields, worked out by the compiler from the words of its layout. */

/** A named (ECC) variable: name up to 32 characters, value up to 210. It must be configured at the site, else the server answers status 67. */
export interface NamedVariable {
  readonly name: string;
  readonly value: string;
}
/** One element of a named array: the same, and its index from 0 to 255. */
export interface NamedArrayElement extends NamedVariable {
  readonly index: number;
}

/** The parts of a text between spaces and line ends. */
type WordsOfLine<Line extends string, Found = never> = Line extends `${infer Word} ${infer Rest}` ? WordsOfLine<Rest, Found | Word> : Exclude<Found | Line, ''>;
type Words<Text extends string, Found = never> = Text extends `${infer Line}\n${infer Rest}`
  ? Words<Rest, Found | WordsOfLine<Line>>
  : Found | WordsOfLine<Text>;
type Parts<Text extends string, Found = never> = Text extends `${infer Part}+${infer Rest}` ? Parts<Rest, Found | Part> : Found | Text;

type Value<Kind extends string> = Kind extends `${string}?`
  ? number | null
  : Kind extends `S${number}`
    ? string
    : Kind extends `X${number}`
      ? Uint8Array
      : Kind extends 'b2'
        ? boolean
        : Kind extends 'P4'
          ? number | string
          : Kind extends 'NV'
            ? readonly NamedVariable[]
            : Kind extends 'NA'
              ? readonly NamedArrayElement[]
              : number;

/** Kinds that a sender may leave out, and fields that not every version has. */
type Omissible = 'n2' | 'z2' | 'z4' | `${string}@${string}`;
type RequiredName<Word> = Word extends `${infer Name}:${infer Kind}` ? (Kind extends Omissible ? never : Name) : never;
type OmissibleName<Word> = Word extends `${infer Name}:${infer Kind}` ? (Kind extends Omissible ? Name : never) : never;
type FixedValue<Word> = Word extends `${string}:${infer Kind}@${string}` ? Value<Kind> : Word extends `${string}:${infer Kind}` ? Value<Kind> : never;
type FixedFields<Word extends string> = { [Each in Word as RequiredName<Each>]: FixedValue<Each> } & {
  [Each in Word as OmissibleName<Each>]?: FixedValue<Each>;
};

type FloatingName<Word> = Word extends `${infer Name}(${string}` ? Name : never;
type FloatingValue<Word> = Word extends `${string},${infer Kind})${string}` ? Value<Kind> : never;
type ListName<Word> = Word extends `${infer Name}=${string}` ? Name : never;
type Members<Word> = Word extends `${string}*${infer Names}` ? Parts<Names> : never;
type Entry<Word extends string, Member> = { [Each in Word as Extract<FloatingName<Each>, Member>]?: FloatingValue<Each> };
type FloatingFields<Word extends string> = { [Each in Word as Exclude<FloatingName<Each>, Members<Word>>]?: FloatingValue<Each> } & {
  [Each in Word as ListName<Each>]?: readonly Entry<Word, Members<Each>>[];
};

/** Shows one object where the parts were joined with `&`. */
type Plain<Fields> = { [Name in keyof Fields]: Fields[Name] };

type FieldsOfWords<Word extends string> = 'numRecords:n2' extends Word
  ? Plain<FixedFields<Word> & { records?: readonly Plain<FloatingFields<Word>>[] }>
  : Plain<FixedFields<Word> & FloatingFields<Word>>;

/** The fields of the message that is laid out like this. */
export type FieldsOf<Layout extends string> = FieldsOfWords<Words<Layout>>;

/** The number of the message that is laid out like this: its first word, without a version. */
export type NumberOf<Layout extends string> = Layout extends `${infer Head}${'\n' | ' ' | '@'}${string}`
  ? NumberOf<Head>
  : Layout extends `${infer Type extends number}`
    ? Type
    : never;
