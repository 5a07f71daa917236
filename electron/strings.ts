/** The few words that the system shows for the app: menus, the tray, a box when it cannot start. */

const english = {
  edit: "Edit",
  view: "View",
  window: "Window",
  profile: "Profile",
  open: "Open Veche",
  lock: "Lock now",
  quit: "Quit Veche",
  alreadyRunning: "Veche is already running with this profile.",
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
  alreadyRunning: "Вече уже запущено с этим профилем.",
};

/** By the system's language tag, as `ru` or `ru-RU`. */
export const stringsFor = (language: string): Strings => (language.split("-")[0] === "ru" ? russian : english);
