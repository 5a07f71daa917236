/** Types of what Vite imports: style modules, JSON, glob imports. */
/// <reference types="vite/client" />
