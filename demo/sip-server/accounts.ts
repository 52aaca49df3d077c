/** An account for people outside: the demo's customer. */
export interface GuestAccount {
  password: string;
  /**
   * Lets the account stand for the telephone network: it may call from any number, may register any number, and gets the calls to numbers
   * that nobody else has. Any number means digits with an optional plus; it never may take the name of a user. Default false: an account like any other.
   */
  mayChooseCaller?: boolean | undefined;
}

/** Who exists, and who may say they are whom. */
export interface Accounts {
  passwordOf(name: string): string | undefined;
  exists(name: string): boolean;
  /** True when the account may use this user part as its own address. */
  mayBe(account: string, user: string): boolean;
  /** Guests that stand for the telephone network. */
  readonly network: readonly string[];
}

/** What counts as a telephone number here: digits, `*`, `#`, an optional plus. */
export const isNumber = (user: string): boolean => /^\+?[0-9*#]{1,32}$/.test(user);

export const createAccounts = (users: Readonly<Record<string, string>>, guests: Readonly<Record<string, GuestAccount>> = {}): Accounts => {
  // Maps, since names come from strangers and an object has inherited ones.
  const guestAccounts = new Map(Object.entries(guests));
  const passwords = new Map([...[...guestAccounts].map(([name, guest]) => [name, guest.password] as const), ...Object.entries(users)]);
  const network = [...guestAccounts].filter(([name, guest]) => guest.mayChooseCaller === true && !Object.hasOwn(users, name)).map(([name]) => name);
  return {
    passwordOf: (name) => passwords.get(name),
    exists: (name) => passwords.has(name),
    mayBe: (account, user) => account === user || (network.includes(account) && isNumber(user) && !passwords.has(user)),
    network,
  };
};
