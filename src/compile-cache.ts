import nodeModule from "node:module";

/* Node 22.1 and newer can keep what they have compiled for the next start. What is imported after this is kept. */
(nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
