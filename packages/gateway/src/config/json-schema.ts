// SPDX-License-Identifier: Apache-2.0
// The configuration as JSON Schema, for editors and for tools that deploy gateways.
import { z } from "@suyuan/api/zod";
import { variableOf } from "./environment.ts";
import { RULES } from "./rules.ts";
import { KEEPERS, KINDS } from "./schema.ts";

type Schema = z.core.JSONSchema.BaseSchema;

const TITLE = "Configuration of suyuan-gateway";
const DESCRIPTION =
  "Paths are relative to the file. A variable of the environment sets a member instead, stronger than the file: " +
  "it stands at the member as $comment. The gateway asks for a little more than can be said here: that an address " +
  "can be read as one, that a sign-in message can be made for the domain, and that each webhook has a name of its own.";

/** A schema of draft 2020-12: one object, with what a keeper of a log and a follower need and may not have. */
export function configSchema(): Schema {
  const keeper = told(KINDS.keeper);
  const follower = told(KINDS.follower);
  const both = keeper.required.filter((one) => follower.required.includes(one));
  const alone = ({ required }: Told): string[] => required.filter((one) => !both.includes(one));
  const properties = { ...keeper.properties, ...follower.properties };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:suyuan:gateway-config",
    ...{ title: TITLE, description: DESCRIPTION, type: "object" },
    properties: Object.fromEntries(
      Object.entries(properties).map(([member, one]) => [
        member,
        { ...one, $comment: variableOf(member) },
      ]),
    ),
    ...{ required: both, additionalProperties: false },
    oneOf: [
      {
        title: "a gateway that keeps a log",
        required: alone(keeper),
        properties: { follow: false },
      },
      {
        title: "a gateway that follows the log of another one",
        required: alone(follower),
        properties: Object.fromEntries([...KEEPERS].map((member) => [member, false])),
      },
    ],
    allOf: RULES.map(({ schema }) => schema),
  };
}

interface Told {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
}

function told(kind: z.ZodType): Told {
  const { properties, required } = z.toJSONSchema(kind, {
    target: "draft-2020-12",
    // Said of what the gateway does not change; a form for people would take it for what nobody may enter.
    override: ({ jsonSchema }) => delete jsonSchema.readOnly,
  });
  return { properties: properties as Told["properties"], required: required ?? [] };
}
