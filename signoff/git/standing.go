package git

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

// File is a path of a revision.
type File struct {
	Path string // from the work tree's top
	Version
}

// LearnerFiles lists what stands under any folder called learners at a revision, in the order of the
// paths as bytes.
func (r *Repo) LearnerFiles(ctx context.Context, revision string) ([]File, error) {
	commit, err := r.commit(ctx, revision)
	if err != nil {
		return nil, err
	}
	var files []File
	args := append(readingOptions(r.Top), "ls-tree", "-r", "-z", "--full-tree", commit)
	return files, r.stream(ctx, "ls-tree", args, func(out io.Reader) error {
		in := bufio.NewReaderSize(out, 64<<10)
		for {
			line, err := in.ReadString(0)
			if err == io.EOF && line == "" {
				return nil
			} else if err != nil {
				return noEOF(err)
			}
			info, path, _ := strings.Cut(strings.TrimSuffix(line, "\x00"), "\t")
			if !strings.HasPrefix(path, "learners/") && !strings.Contains(path, "/learners/") {
				continue
			}
			fields := strings.Fields(info) // "100644 blob <id>"
			if len(fields) != 3 {
				return fmt.Errorf("expected an entry, got %.80q", line)
			}
			version, err := parseVersion(fields[0], fields[2])
			if err != nil {
				return err
			}
			files = append(files, File{path, version})
		}
	})
}
