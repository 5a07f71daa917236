/** The few words that the system shows for the app: menus, the tray, a box when it cannot start. */

const english = {
  profile: "Profile",
  lock: "Lock now",
  quit: "Quit Veche",
  edit: "Edit",
  undo: "Undo",
  redo: "Redo",
  cut: "Cut",
  copy: "Copy",
  paste: "Paste",
  selectAll: "Select all",
  view: "View",
  actualSize: "Actual size",
  larger: "Larger",
  smaller: "Smaller",
  fullScreen: "Full screen",
  window: "Window",
  minimise: "Minimise",
  close: "Close",
  open: "Open Veche",
  alreadyRunning: "Veche is already running with this profile.",
};

export type Strings = Readonly<typeof english>;

const russian: Strings = {
  profile: "Профиль",
  lock: "Заблокировать",
  quit: "Выйти из Веча",
  edit: "Правка",
  undo: "Отменить",
  redo: "Повторить",
  cut: "Вырезать",
  copy: "Копировать",
  paste: "Вставить",
  selectAll: "Выделить всё",
  view: "Вид",
  actualSize: "Обычный размер",
  larger: "Крупнее",
  smaller: "Мельче",
  fullScreen: "Во весь экран",
  window: "Окно",
  minimise: "Свернуть",
  close: "Закрыть",
  open: "Открыть Вече",
  alreadyRunning: "Вече уже запущено с этим профилем.",
};

/** By the system's language tag, as `ru` or `ru-RU`. */
export const stringsFor = (language: string): Strings => (language.split("-")[0] === "ru" ? russian : english);
