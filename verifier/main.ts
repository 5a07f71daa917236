/** One script in two places: the page, and the thread beside it that checks. */
import { answerQuestions } from "./beside.ts";
import { openPage } from "./page.ts";
import "./page.css";

if (typeof document === "undefined") answerQuestions();
else openPage();
