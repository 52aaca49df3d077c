/**
 * Makes the constructor of one layout's messages: plain objects, with room for their fields inside the object.
 * V8 sizes objects by the assignments it counts in their constructor's text, and gives every constructor a family of hidden
 * classes of its own; a message then costs a third of what it costs to grow `{}` field by field. Elsewhere it is merely an object.
 */
export const blankMessage = (): (new () => Record<string, unknown>) => {
  function Blank(this: Record<string, unknown>, reserve?: true) {
    if (!reserve) return;
    // Never run: these are the seats.
    this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = undefined;
    this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = undefined;
  }
  Blank.prototype = Object.prototype;
  return Blank as unknown as new () => Record<string, unknown>;
};
