/** Nobody listens here, and nobody ever will: a free port, once closed, is given to the next who asks for one. Browsers do not refuse it. */
export const NOBODYS_PORT = 2;
