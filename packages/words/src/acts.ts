// SPDX-License-Identifier: Apache-2.0
import type { Language } from "./language.ts";

/** What an administration tells, by its `act`; an act that has no word is shown as it is written. */
export const ACT_NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    "token-issued": "签发系统令牌",
    "token-revoked": "吊销系统令牌",
    "document-held": "文件保全",
    "document-released": "解除保全",
    "document-erased": "销毁文件",
    "policy-published": "发布信任策略",
    "access-set": "设定访问规则",
    "store-restored": "由备份恢复",
  },
  en: {
    "token-issued": "system token issued",
    "token-revoked": "system token revoked",
    "document-held": "document put on hold",
    "document-released": "document released from hold",
    "document-erased": "document erased",
    "policy-published": "trust policy given out",
    "access-set": "rules of access set",
    "store-restored": "restored from a backup",
  },
};
