package git

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
)

// MaxHistory is the largest history that Bundle gives.
const MaxHistory = 512 << 20

// Bundle gives everything that leads to a commit, as a file that git clones and fetches from: commits,
// trees and blobs, under the name HEAD. The bytes are the same in every clone, with the same git: nothing
// is taken over from how this clone is packed. What is damaged or missing here is an error, and more than
// MaxHistory is ErrTooLarge.
func (r *Repo) Bundle(ctx context.Context, commit string) ([]byte, error) {
	ground, err := r.Ground(ctx)
	if err != nil {
		return nil, err
	}
	if !isObject(commit) {
		return nil, fmt.Errorf("%q: expected the full id of a commit", commit)
	}
	var out bytes.Buffer
	if ground.Format == "sha1" {
		out.WriteString("# v2 git bundle\n")
	} else {
		out.WriteString("# v3 git bundle\n@object-format=" + ground.Format + "\n")
	}
	out.WriteString(commit + " HEAD\n\n")
	err = r.streamFrom(ctx, strings.NewReader(commit+"\n"), "pack-objects", r.packArgs(), func(pack io.Reader) error {
		n, err := io.Copy(&out, io.LimitReader(pack, MaxHistory+1))
		if err == nil && n > MaxHistory {
			return ErrTooLarge
		}
		return err
	})
	return out.Bytes(), err
}

// packArgs is the command. What a configuration could change of the pack is said. It is run in
// the git directory and without a work tree, or git would read .gitattributes there: whatever they are, a
// pipe among them.
func (r *Repo) packArgs() []string {
	return append(readingOptions(r.Dir), "--git-dir="+r.Dir, "--bare", "-c", "core.attributesFile=/dev/null", "-c", "core.bigFileThreshold=512m", "-c", "pack.island=", "-c", "pack.useSparse=false",
		"pack-objects", "--revs", "--stdout", "-q", "--threads=1", "--window=10", "--depth=50", "--window-memory=0", "--compression=6",
		"--no-reuse-delta", "--no-reuse-object", "--no-use-bitmap-index", "--delta-base-offset")
}
