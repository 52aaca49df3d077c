/** An element of index.html. Throws when the page and the script do not fit together. */
export const element = <E extends HTMLElement>(id: string, type: new () => E): E => {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`index.html has no ${type.name} with the id ${id}.`);
  return found;
};

export const button = (id: string): HTMLButtonElement => element(id, HTMLButtonElement);
