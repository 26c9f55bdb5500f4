package signoff

import "testing"

// The tests of this file go through edges of SPEC 6, sentence by sentence.

func TestOrderAndTheLatestJudgement(t *testing.T) {
	runFold(t, []foldCase{{
		"records are ordered by day of effect, not by time of recording",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-01-08 ana observation knife not-yet at=2026-01-12`,
		"2026-01-12 knife: competent",
	}, {
		"on one day by at",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife at=2026-01-10T15:00:00
		 2026-01-10 ana observation knife not-yet at=2026-01-10T16:00:00`,
		"2026-01-10 knife: not-yet",
	}, {
		"in one second by id",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana observation knife not-yet at=2026-01-10T15:00:00
		 2026-01-10 ana signoff knife at=2026-01-10T15:00:00`,
		"2026-01-10 knife: competent",
	}, {
		"a waiver is a judgement too, and so is what follows it",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-01-11 cleo waive knife not-applicable
		 2026-01-12 ana observation knife not-yet
		 2026-01-13 ana transcribe knife`,
		`2026-01-10 knife: competent
		 2026-01-11 knife: waived
		 2026-01-12 knife: not-yet
		 2026-01-13 knife: competent [transcribed]`,
	}, {
		"a transcription that says not-yet",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-01-11 ana transcribe knife not-yet`,
		"2026-01-11 knife: not-yet [transcribed]",
	}, {
		"a request is later than what it follows, or it is none",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia request knife
		 2026-01-07 ana observation knife
		 2026-01-08 ana observation knife not-yet`,
		`2026-01-06 knife: requested
		 2026-01-07 knife: partial
		 2026-01-08 knife: not-yet`,
	}, {
		"a request does not hide what stands",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 mia request knife`,
		"2026-01-07 knife: competent",
	}, {
		"the zone gives each instant its day",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
zone: Europe/Madrid
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia request knife at=2026-01-06T23:30:00`,
		`2026-01-06 knife: ready
		 2026-01-07 knife: requested`,
	}})
}

func TestLastDaysAreInside(t *testing.T) {
	runFold(t, []foldCase{{
		"signed on the 31st, renewed by the year",
		"  - {id: knife, title: Cuts, renew: 1y}",
		`2026-01-05 cleo enroll cook
		 2026-01-31 ana signoff knife`,
		`2027-01-31 knife: competent [expiring] until 2027-01-31
		 2027-02-01 knife: expired until 2027-01-31`,
	}, {
		"signed on the 31st, renewed by the month",
		"  - {id: knife, title: Cuts, renew: {every: 1mo, window: 5d}}",
		`2026-01-05 cleo enroll cook
		 2026-01-31 ana signoff knife`,
		`2026-02-28 knife: competent [expiring] until 2026-02-28
		 2026-03-01 knife: expired until 2026-02-28`,
	}, {
		"signed on a leap day",
		"  - {id: knife, title: Cuts, renew: 1y}",
		`2024-01-05 cleo enroll cook
		 2024-02-29 ana signoff knife`,
		`2025-02-28 knife: competent [expiring] until 2025-02-28
		 2025-03-01 knife: expired until 2025-02-28`,
	}, {
		"four years from a leap day to the next",
		"  - {id: knife, title: Cuts, renew: 4y}",
		`2024-01-05 cleo enroll cook
		 2024-02-29 ana signoff knife`,
		`2028-02-29 knife: competent [expiring] until 2028-02-29
		 2028-03-01 knife: expired until 2028-02-29`,
	}, {
		"a due day is the last good one",
		"  - {id: knife, title: Cuts, due: 1mo}",
		"2026-01-31 cleo enroll cook",
		`2026-02-28 knife: ready due 2026-02-28
		 2026-03-01 knife: ready [overdue] due 2026-02-28`,
	}})
}

func TestRenewal(t *testing.T) {
	const yearly = "  - {id: knife, title: Cuts, renew: {every: 1y, window: 60d}}"
	const first = "  - {id: knife, title: Cuts, renew: {every: 1y, window: 30d, first: 6mo, until: 1y}}"
	signed := func(days ...string) string {
		text := "2025-01-01 cleo enroll cook\n"
		for _, d := range days {
			text += d + " ana signoff knife\n"
		}
		return text
	}
	runFold(t, []foldCase{{
		"on the first day of the window it starts from the expiry",
		yearly, signed("2025-03-01", "2025-12-31"),
		"2026-02-01 knife: competent until 2027-03-01",
	}, {
		"the day before the window it starts from its date",
		yearly, signed("2025-03-01", "2025-12-30"),
		"2026-02-01 knife: competent until 2026-12-30",
	}, {
		"on the last good day it starts from the expiry",
		yearly, signed("2025-03-01", "2026-03-01"),
		"2026-03-02 knife: competent until 2027-03-01",
	}, {
		"the day after the last good day it starts from its date",
		yearly, signed("2025-03-01", "2026-03-02"),
		"2026-03-02 knife: competent until 2027-03-02",
	}, {
		"the window is 30 days before expiry unless stated",
		"  - {id: knife, title: Cuts, renew: 1y}", signed("2025-03-01", "2026-01-30"),
		"2026-01-31 knife: competent until 2027-03-01",
	}, {
		"and not 31",
		"  - {id: knife, title: Cuts, renew: 1y}", signed("2025-03-01", "2026-01-29"),
		"2026-01-31 knife: competent until 2027-01-29",
	}, {
		"the first period, then every, counted from the first sign-off",
		first, signed("2025-03-01", "2025-08-20", "2026-02-15", "2027-02-10"),
		`2025-03-01 knife: competent until 2025-09-01
		 2025-08-20 knife: competent until 2026-03-01
		 2026-02-15 knife: competent until 2027-03-01
		 2027-02-10 knife: competent until 2028-03-01`,
	}, {
		"the start of the period decides, not the day of the sign-off",
		first, signed("2025-03-01", "2025-10-01", "2026-02-28"),
		`2025-10-01 knife: competent until 2026-04-01
		 2026-02-28 knife: competent until 2026-08-28`,
	}, {
		"one that starts on the very day is every",
		first, signed("2025-03-01", "2026-03-01"),
		"2026-03-01 knife: competent until 2027-03-01",
	}, {
		"an early renewal starts from its date",
		yearly,
		`2025-01-01 cleo enroll cook
		 S: 2025-03-01 ana signoff knife
		 2025-06-01 ana signoff knife reaffirms=S`,
		"2025-06-01 knife: competent until 2026-06-01",
	}, {
		"what follows a waiver is no renewal",
		yearly,
		`2025-01-01 cleo enroll cook
		 2025-03-01 cleo waive knife equivalent until=2025-12-31
		 2025-12-15 ana signoff knife`,
		"2025-12-15 knife: competent until 2026-12-15",
	}, {
		"qualified since the first sign-off where renewals left no break",
		yearly,
		`2025-01-01 cleo enroll cook
		 2025-03-01 ana signoff knife
		 2026-02-15 ana signoff knife
		 2027-06-01 ana signoff knife`,
		`2025-03-01 cook: 1+0/1 100% qualified 2025-03-01
		 2026-06-01 cook: 1+0/1 100% qualified 2025-03-01
		 2027-06-01 cook: 1+0/1 100% qualified 2027-06-01`,
	}, {
		"a renewal acknowledged on its own day leaves no break, on a later one it does",
		"  - {id: knife, title: Cuts, acknowledge: true, renew: {every: 1y, window: 60d}}",
		`2025-01-01 cleo enroll cook
		 A: 2025-03-01 ana signoff knife
		 2025-03-01 mia acknowledge A
		 B: 2026-02-15 ana signoff knife
		 2026-02-15 mia acknowledge B
		 C: 2027-02-15 ana signoff knife
		 2027-02-20 mia acknowledge C`,
		`2026-02-15 cook: 1+0/1 100% qualified 2025-03-01
		 2027-02-20 cook: 1+0/1 100% qualified 2027-02-20`,
	}, {
		"a revoked renewal leaves the one before",
		yearly,
		`2025-01-01 cleo enroll cook
		 2025-03-01 ana signoff knife
		 S: 2026-02-01 ana signoff knife
		 2026-02-10 cleo revoke S`,
		`2026-02-09 knife: competent until 2027-03-01
		 2026-02-10 knife: competent [expiring] until 2026-03-01`,
	}})
}
