package bundle

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func content() *Content {
	return &Content{
		Program: "harbor", Title: "Harbor *Kitchen*", Commit: strings.Repeat("ab", 20), Objects: "sha1", History: []byte("# v2 git bundle\n"),
		Digests: []string{"x"}, Signers: []byte("ana ssh-ed25519 AAAA\n"), Files: []File{{"sojt.yaml", []byte("format: 1\n")}}, Reports: []File{{"verify.txt", []byte("x")}},
	}
}

// Every file is summed but the sums, in order, and each file is once there.
func TestLayout(t *testing.T) {
	files, err := content().Layout()
	if err != nil {
		t.Fatal(err)
	}
	if files[0].Name != "SHA256SUMS" {
		t.Fatalf("the first file is %s", files[0].Name)
	}
	var want strings.Builder
	before := ""
	for _, f := range files[1:] {
		if f.Name <= before {
			t.Errorf("%s stands behind %s", f.Name, before)
		}
		before = f.Name
		fmt.Fprintf(&want, "%x  %s\n", sha256.Sum256(f.Data), f.Name)
	}
	if got := string(files[0].Data); got != want.String() || !strings.Contains(got, "  program/sojt.yaml\n") || !strings.Contains(got, "  history.bundle\n") {
		t.Errorf("SHA256SUMS is\n%s", got)
	}
	one := content()
	one.History, one.NoHistory, one.Learners, one.Digests = nil, "it holds everybody's records", []string{"ana", "theo"}, nil
	if got := string(one.manifest()); !strings.Contains(got, "\nlearners ana theo\n") || !strings.Contains(got, "\nhistory it holds everybody's records\n") {
		t.Errorf("manifest.txt is\n%s", got)
	}
	if got := string(one.readme()); !strings.Contains(got, "the history is not here") || strings.Contains(got, "clone history.bundle") || !strings.Contains(got, "Kitchen\\*") {
		t.Errorf("README.md is\n%s", got)
	}
}

// A path that sha256sum and git write in another form than it has would not be found again.
func TestAwkwardPathsAreRefused(t *testing.T) {
	for _, name := range []string{"learners/a\nb.yaml", `learners/a\b.yaml`, `learners/"a".yaml`, "learners/\x1b.yaml", "learners/\u0085.yaml", "learners/\xff.yaml"} {
		c := content()
		c.Files = append(c.Files, File{name, nil})
		if _, err := c.Layout(); err == nil || !strings.Contains(err.Error(), "git mv") {
			t.Errorf("checker is broken: %q: %v", name, err)
		}
	}
	c := content()
	c.Files = append(c.Files, File{"learners/Süd & $(x) ';/ana.yaml", nil})
	if _, err := c.Layout(); err != nil {
		t.Error(err)
	}
}

// Each form holds every file with its bytes, in one folder, and is the same for the same files.
func TestForms(t *testing.T) {
	files, err := content().Layout()
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)
	for _, form := range Forms() {
		var a, b bytes.Buffer
		for _, out := range []*bytes.Buffer{&a, &b} {
			if err := form.Write(out, "top", at, files); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s differs from run to run", form.Extensions[0])
		}
		found, runs := unpacked(t, form.Extensions[0], a.Bytes())
		for _, f := range files {
			if found["top/"+f.Name] != string(f.Data) {
				t.Errorf("%s: %s has other bytes", form.Extensions[0], f.Name)
			}
		}
		if len(found) != len(files) || runs != "top/verify.sh" {
			t.Errorf("%s: %d files, %q can be run", form.Extensions[0], len(found), runs)
		}
	}
	if _, ok := FormOf("A.TAR.GZ"); !ok {
		t.Error("an ending in capitals is not known")
	}
	if _, ok := FormOf("a.gz"); ok {
		t.Error("any ending is known")
	}
}

func unpacked(t *testing.T, kind string, data []byte) (files map[string]string, runs string) {
	t.Helper()
	files = map[string]string{}
	take := func(name string, mode int64, r io.Reader) {
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if files[name] = string(text); mode&0o111 != 0 {
			runs += name
		}
	}
	if kind == ".zip" {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			take(f.Name, int64(f.Mode()), r)
		}
		return files, runs
	}
	var r io.Reader = bytes.NewReader(data)
	if kind == ".tar.gz" {
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	for archive := tar.NewReader(r); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files, runs
		}
		if err != nil {
			t.Fatal(err)
		}
		take(h.Name, h.Mode, archive)
	}
}
