/** The few words that the system shows for the app: menus and the tray. */

const english = {
  edit: "Edit",
  view: "View",
  window: "Window",
  profile: "Profile",
  open: "Open Veche",
  lock: "Lock now",
  quit: "Quit Veche",
};

export type Strings = Readonly<typeof english>;

const russian: Strings = {
  edit: "Правка",
  view: "Вид",
  window: "Окно",
  profile: "Профиль",
  open: "Открыть Вече",
  lock: "Заблокировать",
  quit: "Закрыть Вече",
};

/** By the system's language tag, as `ru` or `ru-RU`. */
export const stringsFor = (language: string): Strings => (language.split("-")[0] === "ru" ? russian : english);
