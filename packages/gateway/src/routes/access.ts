// SPDX-License-Identifier: Apache-2.0
import type { Router } from "express";
import type { Access } from "../access/access.ts";
import type { Context } from "../context.ts";
import { STATUS } from "../errors.ts";
import { Refusal } from "../refusal.ts";
import { on } from "./answer.ts";
import { bodyOf, jsonBody } from "./body.ts";
import { addressOf, callerOf } from "./caller.ts";
import { textOf } from "./parameters.ts";

const DONE = { done: true } as const;
/** What is answered here is for the one who asked. */
const PRIVATE = { "Cache-Control": "no-store" };

/** Signing in and out, and the tokens of organisations. */
export function accessRoutes(
  router: Router,
  { access, limits }: Pick<Context, "access" | "limits">,
): void {
  const own = (): Access => {
    if (access) return access;
    throw new Refusal("access-open", "this gateway asks nobody who they are");
  };
  on(router, "signInNonce", {
    post: [(_request, response) => response.set(PRIVATE).json(own().nonce())],
  });
  on(router, "signIn", {
    post: [
      jsonBody,
      async (request, response) => {
        const gate = own();
        limits.attempt(addressOf(request));
        response.set(PRIVATE).json(await gate.signIn(bodyOf(request)));
      },
    ],
  });
  on(router, "signOut", {
    post: [
      async (request, response) => {
        await own().signOut(request.get("authorization"));
        response.set(PRIVATE).json(DONE);
      },
    ],
  });
  tokenRoutes(router, own);
}

function tokenRoutes(router: Router, own: () => Access): void {
  on(router, "tokens", {
    get: (request, response) =>
      response.set(PRIVATE).json({ items: own().list(callerOf(request)) }),
    post: [
      jsonBody,
      async (request, response) => {
        const issued = await own().issue(callerOf(request), bodyOf(request));
        response.status(STATUS.created).set(PRIVATE).json(issued);
      },
    ],
  });
  on(router, "token", {
    delete: async (request, response) => {
      await own().revoke(callerOf(request), textOf(request, "id"));
      response.set(PRIVATE).json(DONE);
    },
  });
}
