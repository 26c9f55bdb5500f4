package git_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/signoff/git"
)

// hostile is a clone as somebody may have prepared it: whatever its configuration can run says its
// name in a log.
type hostile struct {
	*clone
	log string
}

func newHostile(t *testing.T) *hostile {
	h := &hostile{clone: newClone(t), log: filepath.Join(t.TempDir(), "log")}
	h.write("gone.txt", "gone\n")
	h.write(".gitattributes", "* filter=evil diff=evil merge=evil\n")
	h.commit("second")
	h.sign()
	for key, name := range map[string]string{
		"core.fsmonitor": "fsmonitor", "core.pager": "pager", "pager.log": "pager", "core.editor": "editor",
		"core.sshCommand": "ssh", "core.askPass": "askpass", "core.gitProxy": "proxy", "core.alternateRefsCommand": "alternates",
		"gpg.program": "gpg", "gpg.openpgp.program": "gpg", "gpg.ssh.program": "gpg", "gpg.x509.program": "gpg",
		"filter.evil.clean": "clean", "filter.evil.smudge": "smudge", "filter.evil.process": "process",
		"diff.external": "differ", "diff.evil.command": "differ", "diff.evil.textconv": "textconv", "merge.evil.driver": "merger",
		"credential.helper": "credential", "remote.origin.uploadpack": "uploadpack", "uploadpack.packObjectsHook": "uploadpack",
		"sequence.editor": "editor", "interactive.diffFilter": "differ", "trailer.sojt.command": "trailer",
	} {
		h.git("config", key, h.canary(name))
	}
	for _, alias := range []string{"rev-parse", "cat-file", "symbolic-ref", "ls-tree", "config", "var", "check-attr", "log", "rev-list", "merge-base", "for-each-ref"} {
		h.git("config", "alias."+alias, "!"+h.canary("alias"))
	}
	for key, value := range map[string]string{
		"log.showSignature": "true", "core.hooksPath": h.path("hooks"), "core.untrackedCache": "true",
		"extensions.partialClone": "origin", "remote.origin.promisor": "true", "remote.origin.url": "ssh://evil.example/x",
		"core.repositoryFormatVersion": "1", "protocol.ssh.allow": "always", "protocol.ext.allow": "always",
		"core.commitGraph": "true", "include.path": h.path("included"),
	} {
		h.git("config", key, value)
	}
	h.write("included", fmt.Sprintf("[core]\n\tfsmonitor = %s\n", h.canary("fsmonitor")))
	for _, hook := range []string{"post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc", "post-checkout"} {
		h.write("hooks/"+hook, fmt.Sprintf("#!/bin/sh\necho hook >>%s\n", h.log))
		executable(t, h.path("hooks/"+hook))
	}
	h.write("learners/ana.yaml", "learner: eve\n") // as long as before, and older: git has to look into it
	if err := os.Chtimes(h.path("learners/ana.yaml"), time.Unix(1e9, 0), time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(h.path(".git/objects/" + objectPath(h.blob("gone.txt")))); err != nil {
		t.Fatal(err)
	}
	h.ran() // making it ran some
	return h
}

// canary makes a program that says its name in the log and fails.
func (h *hostile) canary(name string) string {
	h.t.Helper()
	path := filepath.Join(filepath.Dir(h.log), "canary-"+name)
	write(h.t, path, fmt.Sprintf("#!/bin/sh\necho %s >>%s\nexit 1\n", name, h.log))
	executable(h.t, path)
	return path
}

func executable(t testing.TB, path string) {
	t.Helper()
	if err := os.Chmod(path, 0o755); err != nil {
		t.Fatal(err)
	}
}

// sign puts a commit with a signature, if a worthless one, on top.
func (h *hostile) sign() {
	h.t.Helper()
	body := h.git("cat-file", "commit", "HEAD")
	head, message, _ := strings.Cut(body, "\n\n")
	file := filepath.Join(h.t.TempDir(), "commit")
	write(h.t, file, head+"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n"+message+"\n")
	h.git("update-ref", "HEAD", h.git("hash-object", "-t", "commit", "-w", file))
}

// blob is the id of a file in HEAD.
func (h *hostile) blob(name string) string { return h.git("rev-parse", "HEAD:"+name) }

// ran lists what ran since it was last asked, each once.
func (h *hostile) ran() []string {
	h.t.Helper()
	data, err := os.ReadFile(h.log)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(h.log, nil, 0o666); err != nil {
		h.t.Fatal(err)
	}
	names := strings.Fields(string(data))
	slices.Sort(names)
	return slices.Compact(names)
}

// Plain git runs what this clone names: without that the test below would show nothing.
func TestHostileCloneIsHostile(t *testing.T) {
	h := newHostile(t)
	for _, row := range []struct {
		command []string
		want    string
	}{
		{[]string{"status"}, "fsmonitor"}, {[]string{"status"}, "process"},
		{[]string{"log", "-1"}, "gpg"},
		{[]string{"cat-file", "-p", h.blob("gone.txt")}, "ssh"},
		{[]string{"-c", "filter.evil.process=", "diff", "HEAD~1", "HEAD", "--", ".gitattributes"}, "differ"},
		{[]string{"-c", "filter.evil.process=", "log", "-p", "--no-ext-diff", "-1", "--", ".gitattributes"}, "textconv"},
		{[]string{"read-tree", "HEAD"}, "hook"},
	} {
		_, _ = h.try(row.command...) // most of them fail, since what they ran does
		if ran := h.ran(); !slices.Contains(ran, row.want) {
			t.Errorf("checker is broken: git %q ran %q, expected %s among them", row.command, ran, row.want)
		}
	}
}

// Every reading method, in that clone, runs nothing.
func TestReadingRunsNothingOfAHostileClone(t *testing.T) {
	h := newHostile(t)
	missing, commit := h.blob("gone.txt"), h.git("rev-parse", "HEAD")
	h.ran() // that was plain git
	repo := h.open()
	if ran := h.ran(); len(ran) > 0 {
		t.Fatalf("opening ran %q", ran)
	}
	ctx := t.Context()
	for name, read := range map[string]func() error{
		"Head":      func() error { _, err := repo.Head(ctx); return err },
		"Operation": func() error { repo.Operation(); repo.Locks(git.Head{}); repo.Processes(); return nil },
		"Bundle": func() error {
			if _, err := repo.Bundle(ctx, commit); err == nil {
				return errors.New("a clone without all its objects was bundled")
			}
			return nil
		},
		"Config":   func() error { _, err := repo.Config(ctx, "user.email"); return err },
		"Identity": func() error { _, err := repo.Identity(ctx); return err },
		"Short":    func() error { _, err := repo.Short(ctx, "HEAD"); return err },
		"Shallow":  func() error { _, err := repo.Shallow(ctx); return err },
		"At":       func() error { _, _, err := repo.At(ctx, "learners/ana.yaml", "gone.txt", "none"); return err },
		"Attributes": func() error {
			_, err := repo.Attributes(ctx, []string{"merge", "eol"}, "learners/ana.yaml")
			return err
		},
		"Blobs":  func() error { _, err := repo.Blobs(ctx, "HEAD", "learners/ana.yaml", "gone.txt", "none"); return err },
		"Ground": func() error { _, err := repo.Ground(ctx); return err },
		"Edges": func() error {
			for _, err := range repo.Edges(ctx, git.Walk{Revision: "HEAD", Since: "HEAD~1", Learners: true, Definitions: true}) {
				return err
			}
			for _, err := range repo.Edges(ctx, git.Walk{Revision: "HEAD", Learners: true, Definitions: true}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
		"FirstParents": func() error { _, err := repo.FirstParents(ctx, "HEAD", "HEAD~1"); return err },
		"IsAncestor":   func() error { _, err := repo.IsAncestor(ctx, "HEAD~1", "HEAD"); return err },
		"LearnerFiles": func() error { _, err := repo.LearnerFiles(ctx, "HEAD"); return err },
		"Reader": func() error {
			reader := repo.Reader(ctx)
			defer reader.Close()
			if _, err := reader.Blob(missing); !errors.Is(err, git.ErrObject) {
				return fmt.Errorf("a missing object %s gives %w", missing, err)
			}
			_, err := reader.Blob(h.blob("learners/ana.yaml"))
			h.ran() // that was plain git
			return err
		},
		"Brought": func() error { _, err := repo.Brought(ctx, "HEAD"); return expected(err) },
		"Tree": func() error {
			tree, err := repo.Tree(ctx, "HEAD")
			if err != nil {
				return err
			}
			defer tree.Close()
			if _, err := tree.ReadFile("gone.txt"); !errors.Is(err, git.ErrObject) {
				return fmt.Errorf("a missing object %s gives %w", missing, err)
			}
			_, err = tree.ReadFile("learners/ana.yaml")
			return err
		},
		// these two are for commands that write, and still run nothing
		"Index":   func() error { _, err := repo.Index(ctx, "learners/ana.yaml"); return err },
		"Ignored": func() error { _, err := repo.Ignored(ctx, "learners/new.yaml"); return err },
	} {
		if err := read(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if ran := h.ran(); len(ran) > 0 {
			t.Errorf("%s ran %q", name, ran)
		}
	}
}

// expected lets git fail: the object is missing.
func expected(err error) error {
	var failed *git.Error
	if errors.As(err, &failed) {
		return nil
	}
	return err
}
