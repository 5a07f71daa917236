/**
 * Vitest reporter: one plain line after everything else, `N passed, N failed, N skipped`; before it what was wrong with
 * tests that passed when told again, which nobody would learn otherwise.
 */
import type { Reporter, TestCase, TestModule } from "vitest/node";

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state === "pending" ? "failed" : state] += 1; // a test that never ended has failed
        if (state === "passed") process.stdout.write(toldAgain(module, test));
      }
      // A file that broke outside its tests (its imports, its hooks) counts as one failure.
      if (module.errors().length > 0) count.failed += 1;
    }
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  }
}

function toldAgain(module: TestModule, test: TestCase): string {
  const { errors = [] } = test.result();
  return errors.map(({ message, diff = "", stack = "" }) => `\ntold again: ${module.relativeModuleId} > ${test.name}: ${message}\n${diff}\n${stack.split("\n").slice(0, 5).join("\n")}\n`).join("");
}
