// SPDX-License-Identifier: Apache-2.0
// The notices of the General Office of the State Council on public holidays, typed from their text: each holiday
// from its first to its last day off, and the weekend days on which work is made up.

export interface Notice {
  readonly number: string;
  /** First and last day off, as MM-DD. */
  readonly off: readonly (readonly [first: string, last: string])[];
  /** Saturdays and Sundays that are worked. */
  readonly worked: readonly string[];
}

export const NOTICES: Readonly<Record<number, Notice>> = {
  2024: {
    number: "国办发明电〔2023〕7号",
    off: [
      ["01-01", "01-01"], // 元旦, with the weekend before it
      ["02-10", "02-17"], // 春节; 9 February is left to each employer
      ["04-04", "04-06"], // 清明节
      ["05-01", "05-05"], // 劳动节
      ["06-10", "06-10"], // 端午节, with the weekend before it
      ["09-15", "09-17"], // 中秋节
      ["10-01", "10-07"], // 国庆节
    ],
    worked: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
  },
  2025: {
    number: "国办发明电〔2024〕12号",
    off: [
      ["01-01", "01-01"], // 元旦
      ["01-28", "02-04"], // 春节
      ["04-04", "04-06"], // 清明节
      ["05-01", "05-05"], // 劳动节
      ["05-31", "06-02"], // 端午节
      ["10-01", "10-08"], // 国庆节、中秋节
    ],
    worked: ["01-26", "02-08", "04-27", "09-28", "10-11"],
  },
  2026: {
    number: "国办发明电〔2025〕7号",
    off: [
      ["01-01", "01-03"], // 元旦
      ["02-15", "02-23"], // 春节
      ["04-04", "04-06"], // 清明节
      ["05-01", "05-05"], // 劳动节
      ["06-19", "06-21"], // 端午节
      ["09-25", "09-27"], // 中秋节
      ["10-01", "10-07"], // 国庆节
    ],
    worked: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
  },
};

/** Whether a date, as YYYY-MM-DD, is a working day by its year's notice. */
export function isWorked(date: string): boolean {
  const notice = NOTICES[Number(date.slice(0, 4))];
  if (notice === undefined) throw new Error(`no notice covers ${date}`);
  const day = date.slice(5);
  if (notice.worked.includes(day)) return true;
  if (notice.off.some(([first, last]) => first <= day && day <= last)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
