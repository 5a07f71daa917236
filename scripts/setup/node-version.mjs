/** The Node version that the packages and the app need. */

export const leastNode = "20.19.0";

/** @param {string} version as `process.versions.node` gives it */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastNode.split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
