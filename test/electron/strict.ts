/** Objects that stand for parts of Electron: what they do not have may not be asked of them. */

/** Reading a property that is not there is an error, so a new call to Electron must be added here knowingly. */
export function strict<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get(target, property, receiver): unknown {
      if (!(property in target) && typeof property === "string" && !ignored.has(property)) {
        throw new Error(`the double has no electron.${name}.${property}`);
      }
      return Reflect.get(target, property, receiver);
    },
  });
}

/** Asked by promises and by printing, not by the program. */
const ignored = new Set(["then", "toJSON", "asymmetricMatch", "nodeType", "tagName", "__esModule", "default"]);
