// Vietnamese for Dash's calendars: it takes the locale that it finds here (a date-fns locale, of
// which the words of months and days are used; typed dates have numbers alone).
(function () {
    "use strict";

    const DAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
    const SHORT = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];
    const same = (words) => () => words;

    window.dateFns = {
        locale: {
            vi: {
                code: "vi",
                localize: {
                    ordinalNumber: String,
                    era: same("SCN"),
                    quarter: (quarter) => `Quý ${quarter}`,
                    month: (month) => `Tháng ${month + 1}`,
                    day: (day, { width } = {}) => (width === "wide" ? DAYS : SHORT)[day],
                    dayPeriod: (period) => (period === "am" ? "SA" : "CH"),
                },
                formatLong: { date: same("dd/MM/yyyy"), time: same("HH:mm"), dateTime: same("dd/MM/yyyy HH:mm") },
                match: {},
                options: { weekStartsOn: 1, firstWeekContainsDate: 4 },
            },
        },
    };
})();
