package exchange

import (
	"context"
	"errors"
	"io/fs"

	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// tree is the program as one commit has it. One that has no such folder, or no commit at all, is empty.
type tree struct {
	*git.Tree // nil where it is empty
	commit    string
	blobs     map[string]string // ids of all files by path
	learners  map[string]string // paths by learner
	twice     map[string]bool   // learners with more than one path
}

func (r *run) tree(ctx context.Context, commit string) (*tree, error) {
	t := &tree{commit: commit, learners: map[string]string{}, twice: map[string]bool{}}
	if commit == "" {
		return t, nil
	}
	files, err := r.repo.Tree(ctx, commit)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.Tree, t.blobs = files, files.Blobs()
	for name := range t.blobs {
		id, ok := ledger.LearnerOf(name)
		if !ok {
			continue
		}
		if _, there := t.learners[id]; there {
			t.twice[id] = true
		}
		t.learners[id] = name
	}
	return t, nil
}

// id is the blob of a learner's file, "" where there is none.
func (t *tree) id(learner string) string { return t.blobs[t.learners[learner]] }

// data reads a learner's file, nil where there is none.
func (t *tree) data(learner string) ([]byte, error) {
	if t.learners[learner] == "" {
		return nil, nil
	}
	return t.ReadFile(t.learners[learner])
}

func (t *tree) close() {
	if t != nil && t.Tree != nil {
		t.Close()
	}
}

// lines gives the record lines of a learner's file.
func (t *tree) lines(learner string) ([]string, error) {
	data, err := t.data(learner)
	return ledger.RecordLines(data), err
}
