// SPDX-License-Identifier: Apache-2.0
import { MEDIA, pathOf, PATHS } from "@suyuan/api";
import type { Router } from "express";
import type { Context } from "../context.ts";
import { on } from "./answer.ts";
import { callerOf } from "./caller.ts";
import { PUBLIC_LOG } from "./gate.ts";
import { sizeOf } from "./parameters.ts";

const BUNDLES = pathOf("tile", { place: "entries/" });
const PREFIX = PATHS.checkpoint.slice(0, -"checkpoint".length);
/** Tiles and past checkpoints never change; the newest checkpoint may at any moment. */
const FOREVER = "max-age=31536000, immutable";
const NEVER = "no-cache";

export function logRoutes(router: Router, { tiles }: Context): void {
  on(router, "checkpoint", {
    get: async (_request, response) => {
      const note = await tiles.checkpoint();
      response.set("Cache-Control", NEVER).type(MEDIA.text).send(note);
    },
  });
  on(router, "checkpointOver", {
    get: async (request, response) => {
      const note = await tiles.checkpointOver(sizeOf(request));
      const kept = request.app.get(PUBLIC_LOG) === true ? "public" : "private";
      response.set("Cache-Control", `${kept}, ${FOREVER}`).type(MEDIA.text).send(note);
    },
  });
  on(router, "tile", {
    get: async (request, response) => {
      // The path as it was sent: a decoded one could be written in two ways.
      const [path = ""] = request.originalUrl.split("?", 1);
      const { bytes } = await tiles.tile(path.slice(PREFIX.length), callerOf(request));
      const isPublic = request.app.get(PUBLIC_LOG) === true && !path.startsWith(BUNDLES);
      const kept = `${isPublic ? "public" : "private"}, ${FOREVER}`;
      response.set("Cache-Control", kept).type(MEDIA.bytes).send(Buffer.from(bytes));
    },
  });
}
