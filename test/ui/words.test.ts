/** Times, names, strengths and places on a line, as the pages say and draw them. */
import { describe, expect, it } from "vitest";
import { ago, at, clockOf, dateOf, duration, longDate, short } from "../../renderer/design/when.ts";
import { givenName, groupLetters, initialsOf } from "../../renderer/design/Person.tsx";
import { letterOf } from "../../renderer/design/OptionLetter.tsx";
import { clusters, placeOf } from "../../renderer/features/connection/clusters.ts";
import { strengthOf } from "../../renderer/features/onboarding/strength.ts";
import { parsePreferences } from "../../renderer/app/prefs.ts";
import { preferredLanguage } from "../../renderer/app/i18n.ts";
import { days, hours, minutes } from "../../shared/base/units.ts";

/** Tuesday at four minutes past five, by the clock of this machine. */
const now = new Date(2026, 10, 24, 17, 4).getTime();

describe("times in words", () => {
  it("near ones are relative, old ones dates, with the year when it is another", () => {
    expect(ago(now - 20_000, now, "en-GB")).toBe("now");
    expect(ago(now - minutes(12), now, "en-GB")).toBe("12 minutes ago");
    expect(ago(now - hours(3), now, "en-GB")).toBe("3 hours ago");
    expect(ago(now - hours(22) - minutes(24), now, "en-GB")).toBe("yesterday 18:40");
    expect(ago(now - days(2) - hours(6), now, "en-GB")).toBe("Sunday 11:04");
    expect(ago(new Date(2026, 9, 2, 12).getTime(), now, "en-GB")).toBe("2 October");
    expect(dateOf(new Date(2027, 0, 4, 12).getTime(), now, "en-GB")).toBe("4 January 2027");
    expect(dateOf(new Date(2027, 0, 4, 12).getTime(), now, "ru-RU")).toBe("4 января 2027");
  });

  it("a deadline has its day and the clock", () => {
    expect(at(now + days(2) + hours(3), now, "en-GB")).toBe("Thursday 20:04");
    expect(short(now + days(6), now, "en-GB")).toBe("Mon");
    expect(longDate(now, "en-GB")).toBe("Tuesday 24 November");
  });

  it("a length has its two largest units, by the plural rules of the language", () => {
    expect(duration(days(2) + hours(3) + minutes(5), "en")).toBe("2 days 3 hours");
    expect(duration(hours(19) + minutes(3), "en")).toBe("19 hours");
    expect(duration(days(5) + hours(2), "ru")).toBe("5 дней");
    expect(duration(days(2) + hours(3), "ru")).toBe("2 дня 3 часа");
    expect(duration(10, "en")).toBe("1 minute");
  });

  it("the same moment in Russian", () => {
    expect(ago(now - minutes(12), now, "ru")).toBe("12 минут назад");
    expect(clockOf(now, "ru")).toBe("17:04");
    expect(longDate(now, "ru")).toBe("Вторник 24 ноября");
  });
});

describe("names", () => {
  it("a person is known by the first and last word, a group by the first two", () => {
    expect(initialsOf("Inés Carrasco")).toBe("IC");
    expect(initialsOf("Дмитрий Сергеевич Лебедев")).toBe("ДЛ");
    expect(initialsOf("Ruth")).toBe("R");
    expect(groupLetters("Harbour Street Tenants")).toBe("HS");
    expect(groupLetters("")).toBe("");
  });

  it("a very short first word may be a family name", () => {
    expect(givenName("Li Wei")).toBe("Li Wei");
    expect(givenName("Олена Шевчук")).toBe("Олена");
  });

  it("options go on after Z", () => {
    expect([0, 25, 26, 53].map(letterOf)).toEqual(["A", "Z", "A2", "B3"]);
  });
});

describe("the strength of a passphrase", () => {
  it.each([
    ["short", "abc"],
    ["weak", "aaaaaaaaaaaa"],
    ["weak", "password"],
    ["weak", "abcdefghijkl"],
    ["fair", "harbour lantern oak"],
    ["strong", "harbour lantern oak seven"],
    ["strong", "гавань фонарь дуб семь"],
    ["strong", "kP4-vZ9!qTx2"],
  ])("%s: %s", (strength, passphrase) => {
    expect(strengthOf(passphrase)).toBe(strength);
  });
});

describe("the line of time", () => {
  it("now is at its start, a week or more at its end", () => {
    expect([0, hours(1), days(1), days(3), days(7), days(90)].map(placeOf)).toEqual([0, 25, 50, 75, 100, 100]);
  });

  it("members heard from at about the same time are one point", () => {
    const member = (name: string) => ({ id: name, name, me: false });
    const found = clusters([{ member: member("Nadia"), time: now - hours(22) }, { member: member("Samir"), time: now - hours(21) }, { member: member("Ruth"), time: now - days(5) }], now);
    expect(found.map(({ members }) => members.map(({ name }) => name))).toEqual([["Samir", "Nadia"], ["Ruth"]]);
  });
});

describe("preferences of this machine", () => {
  it("what is not understood is left out", () => {
    expect(parsePreferences({ language: "xx", theme: "dark", shortcuts: "yes", autoLockMinutes: -1 })).toEqual({ theme: "dark" });
    expect(parsePreferences("garbage")).toEqual({});
    expect(parsePreferences({ language: "ru", shortcuts: false, autoLockMinutes: 0 })).toEqual({ language: "ru", shortcuts: false, autoLockMinutes: 0 });
  });

  it("the first of the person's languages that we have is spoken", () => {
    expect(preferredLanguage(["fr-FR", "ru-RU", "en"])).toBe("ru");
    expect(preferredLanguage(["fr"])).toBe("en");
  });
});
