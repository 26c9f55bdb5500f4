package main

import (
	"fmt"
	"testing"
)

// TestFaultsAreShown holds the fault scenarios against the tests and scripts that inject them.
func TestFaultsAreShown(t *testing.T) {
	var ids []string
	for n := 1; n <= 40; n++ {
		ids = append(ids, fmt.Sprintf("F%02d", n))
	}
	checkPromises(t, faults(), ids)
}

// faults are the scenarios of INTEGRITY 9: what is injected, and where that is done.
func faults() []promise {
	return []promise{
		{"F01", "killed before the append", []string{"kill-moments.txtar"}},
		{"F02", "killed after half a write", []string{"doctor-torn.txtar"}},
		{"F03", "killed between the append and git add", []string{"kill-moments.txtar", "doctor-uncommitted.txtar", "state-dirty.txtar"}},
		{"F04", "killed inside git commit", []string{"doctor-locks.txtar", "cmd/sojt.TestKilled"}},
		{"F05", "killed after the ref moved", []string{"kill-moments.txtar", "signoff/ledger.TestWriteBelievesHeadNotTheExitStatus", "rule-10-already.txtar"}},
		{"F06", "HEAD has the line and the index has not", []string{"doctor-index.txtar", "state-index.txtar"}},
		{"F07", "power cut after done", []string{"cmd/sojt.TestPowerCut"}},
		{"F08", "NUL tail", []string{"doctor-nul.txtar", "state-damaged.txtar"}},
		{"F09", "no space left", []string{"cmd/sojt.TestDiskFull", "signoff/ledger.TestWriteFaults"}},
		{"F10", "EIO on fsync", []string{"signoff/ledger.TestWriteFaults", "signoff/ledger.TestWriteWhenTheDiskIsGone"}},
		{"F11", "file too large", []string{"cmd/sojt.TestDiskFull"}},
		{"F12", "read-only file system, folder, file; another owner", []string{"cmd/sojt.TestReadOnly", "signoff/git.TestOpenRefusesAnothersRepository", "signoff/ledger.TestWriteWithoutPermission"}},
		{"F13", "many sign-offs at once in one clone", []string{"cmd/sojt.TestCrowd", "signoff/ledger.TestTwentyProcessesAtOnce"}},
		{"F14", "the holder of the lock hangs", []string{"signoff/disk.TestExclusiveWaitsTellsAndGivesUp"}},
		{"F15", "foreign work, staged and not", []string{"commit-foreign-work.txtar", "signoff/ledger.TestWriteCommitsThatFileAlone"}},
		{"F16", "hooks that fail, hang, rewrite or touch", []string{
			"commit-hook-refuses.txtar", "commit-hook-rewrites.txtar", "signoff/ledger.TestWriteRefusedByHookLeavesAllAsItWas",
			"signoff/ledger.TestWriteInterruptedInHook", "signoff/ledger.TestWriteLeavesAloneWhatAHookTouched",
		}},
		{"F17", "no identity; commits cannot be signed", []string{"commit-identity.txtar", "signoff/ledger.TestWriteWhereCommitsCannotBeSigned"}},
		{"F18", "an operation of git in progress", []string{"state-operations.txtar", "sync-states.txtar"}},
		{"F19", "detached, unborn, bare, worktree, submodule, sparse, ignored, skip-worktree, shallow", []string{
			"state-detached.txtar", "state-bare.txtar", "state-works.txtar", "state-sparse.txtar", "state-ignored.txtar", "state-hidden.txtar",
			"signoff/ledger.TestStates", "signoff/ledger.TestWriteOnUnbornBranch", "signoff/ledger.TestWriteInShallowClone",
		}},
		{"F20", "union of branches", []string{"merge-union.txtar", "sync-union.txtar", "signoff/ledger.TestUnite", "signoff/ledger.TestUniteIsASet", "signoff/exchange.TestManyClones"}},
		{"F21", "conflict markers committed", []string{"doctor-conflict.txtar"}},
		{"F22", "squash then continue, rebase, cherry-pick twice", []string{"doctor-conflict.txtar", "signoff/history.TestEverydayGitIsClean"}},
		{"F23", "rollback by force-push", []string{"verify-checkpoint.txtar", "sync-rewritten.txtar"}},
		{"F24", "clone of depth 1", []string{"verify-history.txtar", "verify-checkpoint.txtar"}},
		{"F25", "merge -s ours drops a record", []string{"verify-history.txtar", "signoff/history.TestPlantedDefectsAreFound"}},
		{"F26", "replace ref, graft or commit-graph hides an edit", []string{"verify-ground.txtar", "signoff/history.TestReplaceRefHidesNothing", "signoff/history.TestGraftHidesNothing", "signoff/history.TestCommitGraphHidesNothing"}},
		{"F27", "competency reworded after the sign-off", []string{"verify-then.txtar"}},
		{"F28", "record copied to another place", []string{"signoff/verify.TestNoSwapOrMoveIsAccepted"}},
		{"F29", "keys that do not count", []string{"signoff/verify.TestEveryKindOfKeySigns", "signoff/sshsig.TestWeakKeys", "signoff/sshsig.TestShortRSA", "signoff/testkit/vectors.TestKeys"}},
		{"F30", "malleable signatures", []string{"signoff/sshsig.TestPinned", "signoff/sshsig.TestInteropPinned", "signoff/testkit/vectors.TestSSHSIG"}},
		{"F31", "agent dies, wrong passphrase, hardware key pulled", []string{"sign-agent-fails.txtar", "cmd/sojt.TestPassphrase", "signoff/sshsig.TestFileWithPassphrase"}},
		{"F32", "clock ten years off, change of zone", []string{"clock-wrong.txtar"}},
		{"F33", "mentors.yaml broken", []string{"mentors-broken.txtar", "verify-keys.txtar"}},
		{"F34", "GIT_DIR and its kin set", []string{"commit-environment.txtar", "signoff/ledger.TestWriteIgnoresRedirectingEnvironment"}},
		{"F35", "hostile git configuration", []string{"signoff/git.TestReadingRunsNothingOfAHostileClone", "cmd/sojt.TestReadingAHostileCloneRunsNothing"}},
		{"F36", "link or pipe swapped in", []string{"cmd/sojt.TestRacerGetsNothingOutside", "signoff/disk.TestSwappedWhileOpened", "signoff/disk.TestPipesAndHardLinks", "state-link.txtar"}},
		{"F37", "hostile workbooks and csv", []string{"enroll-file-hostile.txtar"}},
		{"F38", "hostile text in notes", []string{"text-hostile.txtar", "cmd/sojt.TestTalkIsSafe"}},
		{"F39", "a learner renamed", []string{"doctor-place.txtar"}},
		{"F40", "repository of an older release", []string{"cmd/sojt.TestOlder"}},
	}
}
