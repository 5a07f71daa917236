/** Vitest sequencer: of each group the files that take longest first, so that no core is idle at its end. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where Vitest has no times of an earlier run it goes by size; these are short to read and long to run. */
const long = [
  "test/repository/checks.test.ts",
  "test/document/world.test.ts",
  "test/record/two-verifiers.test.ts",
  "test/ui/document-pictures.test.ts",
  "test/host/durability.test.ts",
  "test/cli/demo.test.ts",
  "test/e2e/meetings.test.ts",
  "test/e2e/cuts.test.ts",
  "test/e2e/own-rules.test.ts",
  "test/e2e/writing-together.test.ts",
  "test/e2e/by-relay.test.ts",
  "test/cli/bundles.test.ts",
  "test/cli/files-killed.test.ts",
  "test/rtc/cut.test.ts",
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = long.findIndex((path) => moduleId.endsWith(path));
      return index === -1 ? long.length : index;
    };
    const order = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
    return (await super.sort(files)).sort((a, b) => order(a) - order(b) || place(a) - place(b));
  }
}
