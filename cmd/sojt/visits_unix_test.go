//go:build unix

package main

// What is asked, as it stands before what is typed.
const (
	askWho      = "who:"
	askWhat     = "what:"
	askMet      = "numbers that are met, as in 1 3-5; Enter when done:"
	askSeen     = "numbers, as in 1 3-5; Enter when done, or for none:"
	askMissing  = "what was missing:"
	askAction   = "action:"
	askRetest   = "retest on (2026-11-28; - for no date):"
	askLevel    = "level:"
	askNote     = "note (Enter for none):"
	askFire     = "equipment it was done on:"
	askYes      = "type yes to record it, no to leave it out:"
	askOne      = "number, name or part of one:"
	askSome     = "number, name or part of one; several numbers with blanks:"
	signedKnife = "I, Ana Ruiz, observed Theo Brandt on 21 Nov 2026 and found them competent in"
)

// visits are the ways through a sign-off on a terminal that are kept as screens.
func visits() []visit {
	toKnife := []move{
		{askWho, "maria-lopez", "theo"}, {askWho + " theo", "> theo-brandt", enter},
		{askWhat, "> knife-safety", enter}, {askMet, "claw grip", "1 2" + enter},
		{askLevel, "Indirect", "3"}, {askLevel + " 3", "> 3", enter}, {askNote, "", "no slip in 10 min" + enter}, {askYes, "I, Ana", "yes" + enter},
	}
	plain := []move{
		{askSome, "1. maria-lopez", "theo" + enter}, {askSome, "1. knife-safety", "1" + enter}, {askMet, "2. Holds", "1" + enter}, {askMet, "not ticked: 2", "2" + enter},
		{askOne, "3. Indirect", "3" + enter}, {askNote, "", "\x1b[Ano slip" + enter}, {askNote, "no text", "no slip" + enter}, {askYes, "I, Ana", "y" + enter},
		{askYes, "word yes", "yes" + enter},
	}
	return []visit{
		{name: "sign-off-80x24", columns: 80, rows: 24, args: []string{"signoff"}, records: 1, styled: true, says: []string{signedKnife}, steps: toKnife},
		{name: "sign-off-60x15", columns: 60, rows: 15, args: []string{"signoff"}, records: 1, styled: true, steps: toKnife},
		{name: "sign-off-200x60", columns: 200, rows: 60, args: []string{"signoff"}, records: 1, styled: true, says: []string{signedKnife}, steps: toKnife},
		{name: "no-color", columns: 80, rows: 24, vars: []string{"NO_COLOR=1"}, args: []string{"signoff", "theo-brandt"}, records: 1, says: []string{signedKnife}, steps: toKnife[2:]},
		{name: "not-yet-80x24", columns: 80, rows: 24, args: []string{"signoff", "theo-brandt", "knife-safety"}, records: 1, styled: true,
			says: []string{"2 is not met: this will be a not-yet", "found them not yet\ncompetent in", "not yet "},
			steps: []move{
				{askMet, "", enter}, {askMet, "nothing is ticked", "1" + enter}, {askMet, "1 [x]", enter}, {askSeen, "2 is not met", "1" + enter},
				{askMissing, "", enter}, {askMissing, "has to be said", "thumb in the way" + enter}, {askAction, "before the retest?", "julienne, two more runs with Ana" + enter},
				{askRetest, "", "tomorrow" + enter}, {askRetest + " tomorrow", "expected", "\x15" + enter}, {askYes, "", "yes" + enter},
			}},
		{name: "not-yet-60x15", columns: 60, rows: 15, args: []string{"signoff", "theo-brandt", "knife-safety"}, records: 1, styled: true,
			says: []string{"level 2, and 3 is asked for: this will be a not-yet"},
			steps: []move{
				{askMet, "", downKey + " "}, {askMet, "> 1 [x]", downKey + " "}, {askMet, "> 2 [x]", enter}, {askLevel, "Direct", enter},
				{askLevel, "nothing is chosen yet", "dir"}, {askLevel + " dir", "> 2", enter}, {askSeen, "level 2", enter}, {askMissing, "", "slow" + enter},
				{askAction, "", "ten kilos" + enter}, {askRetest, "", "-" + enter}, {askYes, "", "yes" + enter},
			}},
		{name: "two-learners", columns: 80, rows: 24, args: []string{"signoff", "theo-brandt,maria-lopez", "fire-drill"}, records: 2, styled: true,
			says: []string{"observed María López on 21 Nov 2026 and found them competent in", "observed Theo Brandt on 21 Nov 2026 and found them not yet"},
			steps: []move{
				{askMet, "record 1 of 2, maria-lopez", "1-2" + enter}, {askFire, "", "pan 3" + enter}, {askNote, "", "slow"}, {askNote + " slow", "", backKey}, {askFire + " pan 3", "", "\x7f4" + enter}, {askNote + " slow", "", "\x15" + enter}, {askYes, "", "yes" + enter},
				{askMet, "record 2 of 2, theo-brandt", "1" + enter}, {askMet, "1 [x]", enter}, {askMissing, "", "gas after 20 s" + enter}, {askAction, "", "two drills" + enter},
				{askRetest, "", "2026-12-01" + enter}, {askFire, "", "pan 4" + enter}, {askYes, "", "yes" + enter},
			}},
		{name: "one-left-out", columns: 80, rows: 24, args: []string{"signoff"}, records: 1, styled: true,
			steps: []move{
				{askWho, "", tabKey}, {askWho, "[x] maria-lopez", downKey + downKey + tabKey}, {askWho, "[x] theo-brandt", enter}, {askWhat, "", "fire"}, {askWhat + " fire", "", enter},
				{askMet, "record 1 of 2", "1 2" + enter}, {askFire, "", "pan 3" + enter}, {askNote, "", enter}, {askYes, "María", "no" + enter},
				{askMet, "record 2 of 2", "1 2" + enter}, {askFire, "", "pan 3" + enter}, {askNote, "", enter}, {askYes, "Theo", "yes" + enter},
			}},
		{name: "all-left-out", columns: 80, rows: 24, args: []string{"signoff", "theo-brandt", "knife-safety", "--all-criteria", "--note", "x"}, styled: true, code: exitInterrupted,
			says: []string{"left out, nothing was written"}, steps: []move{{askLevel, "", "3" + enter}, {askYes, "", "NO" + enter}}},
		{name: "filter", columns: 60, rows: 15, args: []string{"signoff"}, styled: true, code: exitInterrupted,
			steps: []move{
				{askWho, "sam-okafor", "zz"}, {askWho + " zz", "", enter}, {askWho + " zz", "nothing here goes by \"zz\"", "\x7f\x7f"}, {askWho, "sam-okafor", "LÓP mar"},
				{askWho + " LÓP mar", "> maria-lopez", "\x17\x17"}, {askWho, "theo-brandt", downKey + downKey + upKey}, {askWho, "> sam-okafor", enter}, {askWhat, "> hygiene", ctrlC},
			}},
		{name: "scroll", columns: 60, rows: 11, args: []string{"signoff", "theo-brandt"}, styled: true, code: exitInterrupted,
			steps: []move{{askWhat, "more below (PgDn)", pageDown}, {askWhat, "more above (PgUp)", downKey}, {askWhat, "> fire-drill", downKey + downKey}, {askWhat, "> grill", downKey}, {askWhat, "> hygiene/handwashing", ctrlD}}},
		{name: "blocked", columns: 80, rows: 24, args: []string{"signoff", "sam-okafor"}, styled: true, code: exitInterrupted,
			steps: []move{{askWhat, "blocked", "knife"}, {askWhat + " knife", "> knife-safety", enter}, {askWhat + " knife", "prerequisite: hygiene/handwashing comes first", ctrlC}}},
		{name: "refusal", columns: 80, rows: 24, args: []string{"signoff", "sam-okafor", "knife-safety"}, code: exitRefused, says: []string{"not signed off: 2 rules"}},
		{name: "refusal-mentor", columns: 80, rows: 24, args: []string{"signoff", "--mentor", "rui"}, code: exitRefused, says: []string{"rui is no mentor today"}},
		{name: "plain", columns: 80, rows: 24, args: []string{"signoff", "--plain"}, records: 1, says: []string{signedKnife}, steps: plain},
		{name: "dumb", columns: 80, rows: 24, vars: []string{"TERM=dumb"}, args: []string{"signoff"}, records: 1, says: []string{signedKnife}, steps: plain},
		{name: "no-size", args: []string{"signoff", "theo-brandt"}, code: exitUsage, says: []string{"does not say how large it is"}},
		{name: "no-size-plain", args: []string{"signoff", "theo-brandt", "knife-safety", "--plain"}, records: 1, steps: plain[2:]},
	}
}
