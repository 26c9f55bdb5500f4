package main

import (
	"fmt"
	"testing"
)

// TestThreatsAreMet holds the table of threats against the tests and scripts that carry them out.
func TestThreatsAreMet(t *testing.T) {
	var ids []string
	for n := 1; n <= 28; n++ {
		ids = append(ids, fmt.Sprintf("T%d", n))
	}
	checkPromises(t, threats(), ids)
}

// threats are those of INTEGRITY 8: what somebody tries, and where that is tried.
func threats() []promise {
	return []promise{
		{"T1", "an id that is a path", []string{"cmd/sojt.TestIdsAreRefused", "signoff/disk.TestPathsThatLeaveTheFolder", "competency/text.TestIsID"}},
		{"T2", "an id that is an option", []string{"cmd/sojt.TestTextNeverReachesGitAsAnArgument", "cmd/sojt.TestIdsAreRefused"}},
		{"T3", "names that Windows keeps for itself", []string{"cmd/sojt.TestNamesThatNoSystemAgreesOn", "cmd/sojt.TestIdsAreRefused", "competency/text.TestIsID"}},
		{"T4", "names that differ in case or Unicode form only", []string{"cmd/sojt.TestNamesThatNoSystemAgreesOn", "signoff/ledger.TestMistakes"}},
		{"T5", "YAML made to exhaust a reader", []string{"cmd/sojt.TestHugeFilesTakeNoMemory", "competency.TestBombs", "competency/strictyaml.TestLimits", "competency.TestYAMLSuite"}},
		{"T6", "keys twice, unknown, in another case", []string{"competency.TestMistakes", "signoff/ledger.TestMistakes", "competency/strictyaml.TestWalkRefusesWhatOnlyLooksRight", "signoff.TestKeysOfEachTypeAreThoseOfTheSpecification"}},
		{"T7", "a huge line or file", []string{"cmd/sojt.TestHugeFilesTakeNoMemory", "signoff/ledger.TestAnEndlessLineIsNotHeldInMemory", "signoff/ledger.TestAFileOfRubbishIsNotReadForEver", "signoff/ledger.TestTooManyRecords"}},
		{"T8", "text that steers a terminal", []string{"report/format.TestHostileTextInEveryFormat", "report/safe.TestTextNeverSteers", "report/safe.TestText", "cmd/sojt.TestTalkIsSafe", "text-hostile.txtar"}},
		{"T9", "formulas", []string{"report/format.TestHostileTextInAWorkbook", "report/format.TestHostileTextInEveryFormat", "report/safe.TestCSV", "report/safe.TestFromCSVIsTheWayBack", "report/format.TestXLSXAsText", "report/xlsx.TestTextStaysText"}},
		{"T10", "markup", []string{"report/format.TestHostileTextInEveryFormat", "report/safe.TestMarkdown"}},
		{"T11", "commands to a CI runner", []string{"report/format.TestHostileTextInEveryFormat", "report/safe.TestWorkflowCommands", "cmd/sojt.TestAnnotations", "report/safe.TestTextNeverSteers"}},
		{"T12", "hostile workbooks", []string{"cmd/sojt.TestOneReaderUnpacksWorkbooks", "report/grid.TestBombs", "report/grid.TestHostileWorkbooks"}},
		{"T13", "options and revisions handed to git", []string{"cmd/sojt.TestTextNeverReachesGitAsAnArgument", "cmd/sojt.TestEveryCommandTakesHostileText", "cmd/sojt.TestIdsAreRefused"}},
		{"T14", "a hostile git configuration", []string{"cmd/sojt.TestReadingAHostileCloneRunsNothing", "signoff/git.TestReadingRunsNothingOfAHostileClone"}},
		{"T15", "links, pipes, devices, submodules", []string{
			"cmd/sojt.TestNothingOutsideIsTouched", "cmd/sojt.TestOutsideIsSeen", "state-pipe.txtar",
			"signoff/disk.TestOnlyRegularFilesInOrdinaryFolders", "signoff/disk.TestPipesAndHardLinks", "signoff/ledger.TestReadFollowsNoLink", "competency.TestLoadReadsOnlyOrdinaryFiles", "state-link.txtar", "state-nested.txtar"}},
		{"T16", "a file swapped between look and write", []string{"cmd/sojt.TestRacerGetsNothingOutside", "signoff/disk.TestSwappedWhileOpened"}},
		{"T17", "clocks", []string{"signoff/verify.TestPlantedDefectsAreFound"}},
		{"T18", "signing for oneself", []string{"rule-04-self.txtar", "mentor-key-refused.txtar", "mentor-add-refused.txtar", "learner-key.txtar", "signoff.TestRule4"}},
		{"T19", "mentors without scope, before and after their time", []string{"rule-03-scope.txtar", "rule-03-designated.txtar", "signoff.TestRule3"}},
		{"T20", "an id used again", []string{"signoff/ledger.TestMistakes", "signoff/verify.TestPlantedDefectsAreFound"}},
		{"T21", "a record moved elsewhere", []string{"signoff/verify.TestWhatASignatureCovers", "signoff/verify.TestNoSwapOrMoveIsAccepted", "signoff/verify.TestTamperingIsFound", "signoff/verify.TestPlantedDefectsAreFound"}},
		{"T22", "other bytes of the same signature", []string{"signoff/sshsig.TestPinned", "signoff/sshsig.TestVerifySeesEachBit", "signoff/sshsig.TestVectorsOfOpenSSH", "signoff/testkit/vectors.TestLines", "signoff/testkit/vectors.TestSSHSIG"}},
		{"T23", "what another verifier refuses", []string{"signoff/sshsig.TestInteropGenerated", "signoff/sshsig.TestInteropPinned", "cmd/sojt.TestInteropRecords", "cmd/sojt.TestInteropKeyVectors"}},
		{"T24", "a change that brings its own mentor", []string{"verify-trust.txtar", "signoff/verify.TestWhatOnlyTheUntrustedAllowsFails", "signoff/verify.TestTrustTellsEachDifference"}},
		{"T25", "rewritten and hidden history", []string{
			"signoff/git.TestDamagedObjectsAreNoticed", "signoff/history.TestGraftHidesNothing", "signoff/history.TestReplaceRefHidesNothing",
			"verify-history.txtar", "verify-ground.txtar",
		}},
		{"T26", "variables of the environment", []string{
			"cmd/sojt.TestEnvironmentDoesNotMatterToReading", "cmd/sojt.TestEnvironmentDoesNotMatterToWriting", "cmd/sojt.TestProgramsOfTheFolderAreNotRun",
			"cmd/sojt.TestZoneAndLocaleDoNotMatter",
			"commit-environment.txtar", "signoff/ledger.TestWriteIgnoresRedirectingEnvironment", "signoff/git.TestScrubbedEnvironments"}},
		{"T27", "signatures taken off, older or unknown forms, a policy relaxed", []string{"verify-keys.txtar", "verify-trust.txtar", "signoff/verify.TestPlantedDefectsAreFound"}},
		{"T28", "secrets in messages", []string{"cmd/sojt.TestPassphrase"}},
	}
}
