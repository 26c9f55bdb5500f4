package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"text/tabwriter"
)

var printFigures = flag.Bool("figures", false, "run what INTEGRITY 10 claims and print the figures")

// figures are the claims of INTEGRITY 10 and the tests that show them, as evidence names them. A test
// says how often it did what it does with t.Attr("runs", ...).
func figures() []promise {
	return []promise{
		{"kill", "killed at any moment: nothing acknowledged is lost, doctor mends the rest", []string{"cmd/sojt.TestKilled", "signoff/ledger.TestKilledAtAnyMoment"}},
		{"fail points", "each call to the disk fails in turn: all is as it was", []string{"signoff/ledger.TestWriteFaults"}},
		{"n-th call", "the n-th system call fails, in sojt and in its git", []string{"cmd/sojt.TestInteropNthCallFails"}},
		{"disk full", "next to nothing is free, files may not grow", []string{"cmd/sojt.TestDiskFull"}},
		{"read-only", "the system lets nothing be written", []string{"cmd/sojt.TestReadOnly"}},
		{"power cut", "what was acknowledged is in the image of the disk", []string{"cmd/sojt.TestPowerCut"}},
		{"crowd", "processes at once in one clone: all recorded, a commit each", []string{"cmd/sojt.TestCrowd"}},
		{"clones", "clones that record and exchange at once: each record everywhere, once", []string{"signoff/exchange.TestManyClones"}},
		{"refusal", "git refuses: work tree, index and HEAD as before", []string{"signoff/ledger.TestStates", "cmd/sojt.TestEveryWrite"}},
		{"tamper", "every bit of a signed line", []string{"signoff/verify.TestEveryBitOfASignedLineMatters"}},
		{"replay", "fields swapped and records moved: none accepted", []string{"signoff/verify.TestNoSwapOrMoveIsAccepted"}},
		{"history", "each planted defect found, no clean history blamed", []string{"signoff/history.TestPlantedDefectsAreFound", "signoff/history.TestCleanHistoriesGiveNothing"}},
		{"signatures", "nothing accepted that ssh-keygen refuses", []string{"signoff/sshsig.TestInteropGenerated", "cmd/sojt.TestInteropRecords"}},
		{"parsers", "other parsers read the values that the own one does", []string{"signoff.TestInteropParsers"}},
		{"vectors", "verdicts that another implementation can hold itself to", []string{"signoff/testkit/vectors.TestVectorsAreThoseMade", "cmd/sojt.TestRepositoryVectors"}},
		{"speed", "verify of signed records, and again", []string{"cmd/sojt.TestVerifySpeed"}},
		{"remembering", "verify says the same whatever it remembers", []string{"cmd/sojt.TestRemembering", "signoff/history.TestResumeSaysWhatReadSays"}},
		{"hostile clone", "reading runs nothing of it; plain git does", []string{"signoff/git.TestReadingRunsNothingOfAHostileClone", "signoff/git.TestHostileCloneIsHostile"}},
	}
}

// TestFigures prints the figures of INTEGRITY 10, with -long those of the long forms:
//
//	go test ./cmd/sojt -run TestFigures -figures -v -timeout 0 [-long]
//
// Without -figures it only holds that the tests are there, since each runs by itself.
func TestFigures(t *testing.T) {
	rows := figures()
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.id)
	}
	checkPromises(t, rows, ids)
	if !*printFigures {
		return
	}
	var page strings.Builder
	table := tabwriter.NewWriter(&page, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "claim\ttest\truns\tresult\tseconds")
	for _, row := range rows {
		for _, name := range row.by {
			r := measure(t, name)
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%.1f\n", row.id, name, r.runs, r.result, r.seconds)
			if r.result == "fail" {
				t.Errorf("%s: %s does not hold", row.id, row.what)
			}
		}
	}
	table.Flush()
	t.Logf("\n%s", page.String())
}

// figure is what one test came to.
type figure struct {
	runs, result string
	seconds      float64
}

// measure runs one test of the module by its name.
func measure(t *testing.T, name string) figure {
	t.Helper()
	folder, test, _ := strings.Cut(name, ".")
	args := []string{"test", "-tags", "interop", "-json", "-count", "1", "-timeout", "0", "-run", "^" + test + "$", "./../../" + folder}
	if *long && longForm(t, folder) {
		args = append(args, "-long")
	}
	out, _ := exec.Command("go", args...).Output() // the events say whether it failed
	f := figure{runs: "1", result: "fail"}
	for in := bufio.NewScanner(bytes.NewReader(out)); in.Scan(); {
		var e struct {
			Action, Test, Key, Value string
			Elapsed                  float64
		}
		if json.Unmarshal(in.Bytes(), &e) != nil {
			continue
		}
		switch {
		case e.Action == "attr" && e.Test == test && e.Key == "runs":
			f.runs = e.Value
		case (e.Action == "pass" || e.Action == "fail" || e.Action == "skip") && e.Test == test:
			f.result = e.Action
		case (e.Action == "pass" || e.Action == "fail") && e.Test == "":
			f.seconds = e.Elapsed
		}
	}
	return f
}

// longForm reports whether the tests of a folder know -long.
func longForm(t *testing.T, folder string) bool {
	t.Helper()
	found, err := exec.Command("grep", "-rlE", `flag\.Bool\("long"`, "--include=*_test.go", "-s", "../../"+folder).Output()
	return err == nil && len(found) > 0
}
