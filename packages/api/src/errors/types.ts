// SPDX-License-Identifier: Apache-2.0

/** What a code means, and what to do about it. */
export interface ErrorMeaning {
  /** Three to six words; the `title` of the problem. */
  readonly title: string;
  /** Why the gateway refuses. One sentence. */
  readonly why: string;
  /** What to do. One sentence. */
  readonly remedy: string;
}

export interface HttpErrorMeaning extends ErrorMeaning {
  /** HTTP status. One code has one status, everywhere. */
  readonly status: number;
}
