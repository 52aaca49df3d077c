type Late<Part, Name extends keyof Part> = {
  [Key in Name]: Part[Key] extends (...args: infer Args) => infer Result ? (...args: Args) => Promise<Awaited<Result>> : never;
};

/** Asynchronous functions of a part that is loaded when one of them is first called. */
export const lateFunctions = <Part extends object, Name extends keyof Part & string>(load: () => Promise<Part>, names: readonly Name[]): Late<Part, Name> => {
  const late =
    (name: Name) =>
    async (...args: never[]) => {
      const part = await load();
      return (part[name] as (...given: never[]) => unknown)(...args);
    };
  return Object.fromEntries(names.map((name) => [name, late(name)])) as Late<Part, Name>;
};
