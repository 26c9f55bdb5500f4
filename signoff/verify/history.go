package verify

import (
	"fmt"
	"path"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
)

// findings is what the history says by itself (INTEGRITY 6.13): records that some commit held and
// that are not there any more, those that were gone for a while, edits whose originals stand again,
// and learner files that were made something else.
func (p *Past) findings() diag.List {
	var list diag.List
	for _, loss := range p.History.Lost {
		p.gone(&list, loss)
	}
	for _, was := range p.former {
		for _, loss := range was.lost {
			f := list.Errorf(CodeHistory, diag.Pos{File: p.own(loss.Path)}, "record %s of program %q, as this one was called, %s", loss.Record, was.program, p.lost(loss))
			f.Record, f.Digest, f.Commit = loss.Record, loss.Digest, loss.Commit
			f.Hint = "a program's id never changes: put it back in sojt.yaml, and the lines as they were in that commit's parent"
		}
	}
	for _, loss := range p.History.Restored {
		f := list.Errorf(CodeRestored, diag.Pos{File: p.own(loss.Path)}, "record %s %s, and stands again", loss.Record, p.lost(loss))
		f.Severity, f.Record, f.Digest, f.Commit = diag.Info, loss.Record, loss.Digest, loss.Commit
	}
	for _, twin := range p.History.Healed {
		f := list.Errorf(CodeRestored, diag.Pos{File: p.own(twin.Path)}, "an edit of record %s went in %s: the record, which was there first, stands", twin.Record, short(twin.Commit))
		f.Severity, f.Record, f.Digest, f.Commit = diag.Info, twin.Record, twin.Digest, twin.Commit
	}
	for _, m := range p.History.Modes {
		if !p.ours(m.Path) {
			continue
		}
		f := list.Errorf(CodeRestored, diag.Pos{File: p.own(m.Path)}, "it was made %s in %s, and is so no more", mode(m.New), short(m.Commit))
		f.Severity, f.Commit = diag.Info, m.Commit
		if p.files[m.Path].Mode == m.New {
			f.Severity, f.Code = diag.Error, ledger.CodeMode
			f.Message = fmt.Sprintf("it was made %s in %s, expected a regular file", mode(m.New), short(m.Commit))
			f.Hint = "git update-index --chmod=-x, or put the file itself in its place, and commit that"
		}
	}
	return list
}

// gone adds a record that is not there any more.
func (p *Past) gone(list *diag.List, loss history.Loss) {
	f := list.Errorf(CodeHistory, diag.Pos{File: p.own(loss.Path)}, "record %s %s", loss.Record, p.lost(loss))
	f.Record, f.Digest, f.Commit = loss.Record, loss.Digest, loss.Commit
	f.Hint = "sojt doctor --fix puts it back; if it was meant to go: sojt revoke " + loss.Record + " --reason TEXT"
	if loss.Cause == history.Elsewhere {
		f.Hint = "move the file back under " + path.Join(p.Prefix, ledger.Folder) + "/"
	}
}

// lostOf is what of one learner's records is not there any more.
func (p *Past) lostOf(learner string) diag.List {
	var list diag.List
	for _, loss := range p.History.Lost {
		if loss.Learner == learner {
			p.gone(&list, loss)
		}
	}
	return list
}

// lost says in which commit a record went, and how.
func (p *Past) lost(l history.Loss) string {
	switch at := short(l.Commit); l.Cause {
	case history.Edited:
		return "was changed in " + at
	case history.Deleted:
		return "went with its file in " + at
	case history.Irregular:
		return "went in " + at + ", which put something else in place of its file"
	case history.Elsewhere:
		return "stands in another folder than this program's"
	default:
		return "was dropped in " + at
	}
}

// ours reports whether a path is of this program's folder.
func (p *Past) ours(file string) bool {
	return p.Prefix == "" || strings.HasPrefix(file, p.Prefix+"/")
}

// own is a path from the program's folder; of another folder, as it stands in the repository.
func (p *Past) own(file string) string {
	if p.Prefix == "" {
		return file
	}
	return strings.TrimPrefix(file, p.Prefix+"/")
}

func mode(m uint32) string {
	switch m {
	case git.ModeScript:
		return "executable"
	case git.ModeLink:
		return "a symbolic link"
	case git.ModeModule:
		return "a submodule"
	}
	return fmt.Sprintf("of mode %o", m)
}

func short(commit string) string { return commit[:min(len(commit), 12)] }
