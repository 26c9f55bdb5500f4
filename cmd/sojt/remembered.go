package main

import (
	"os"
	"path/filepath"
	"runtime"

	"sojt/signoff/cache"
	"sojt/signoff/git"
	"sojt/signoff/verify"
)

// remembered is what earlier runs of verify left in the user's cache directory (INTEGRITY 6 "Cost"),
// for what never changes: whether a signature fits what it signs, and what the history of a commit
// says, neither of which depends on whom one trusts or on policy; and in which files nothing was found, with
// all that this depends on.
type remembered struct {
	cache      cache.Cache
	signatures *verify.Signatures
	verdicts   *verify.Verdicts
	walked     *verify.Walked // nil where nothing is remembered
	commit     string         // the commit that was walked to; "" for none
	program    []string       // the key of the signatures, which are good anywhere
	place      []string       // of the walk, which is of this clone
	files      []string       // of the verdicts, which are of this clone too
}

// remembers reads what is remembered of a program in a clone. What a clone says of its history is for
// that clone alone: another one may hold objects that lie.
func (a *app) remembers(repo *git.Repo, program string) *remembered {
	m := &remembered{
		signatures: &verify.Signatures{},
		verdicts:   &verify.Verdicts{},
		program:    []string{"signatures", program},
		place:      []string{"history", program, repo.Common, repo.Prefix},
		files:      []string{"files", program, repo.Common, repo.Prefix},
	}
	dir, build := cacheFolder(runtime.GOOS, a.env.variable), ""
	if a.env.build != nil {
		build = a.env.build()
	}
	if dir != "" && build != "" && !inside(dir, repo.Top) && !inside(dir, repo.Common) {
		m.cache = cache.Cache{Dir: filepath.Join(dir, "sojt"), Build: build}
	}
	if s, err := verify.DecodeSignatures(m.cache.Get(m.program...)); err == nil {
		m.signatures = s
	}
	if v, err := verify.DecodeVerdicts(m.cache.Get(m.files...)); err == nil {
		m.verdicts = v
	}
	if w, err := verify.DecodeWalked(m.cache.Get(m.place...)); err == nil {
		m.walked, m.commit = w, w.Commit
	}
	return m
}

// keep leaves what was worked out to later runs.
func (m *remembered) keep(past *verify.Past, commit string) {
	if m.signatures.Grown() {
		m.cache.Put(m.signatures.Encode(), m.program...)
	}
	if m.verdicts.Grown() {
		m.cache.Put(m.verdicts.Encode(), m.files...)
	}
	if w := past.Walked(commit); w != nil && commit != m.commit {
		m.cache.Put(w.Encode(), m.place...)
	}
}

// cacheFolder is the user's folder for what can be made again, as the system has it; "" where there is
// none. It is os.UserCacheDir with the environment handed in.
func cacheFolder(system string, variable func(string) string) string {
	var dir string
	switch system {
	case "windows":
		dir = variable("LocalAppData")
	case "darwin", "ios":
		if home := variable("HOME"); home != "" {
			dir = filepath.Join(home, "Library", "Caches")
		}
	default:
		if dir = variable("XDG_CACHE_HOME"); dir == "" {
			if home := variable("HOME"); home != "" {
				dir = filepath.Join(home, ".cache")
			}
		}
	}
	if !filepath.IsAbs(dir) {
		return ""
	}
	return dir
}

// inside reports whether a path, as far as it is there, leads into a folder: a clone that somebody
// hostile prepared could bring a cache along.
func inside(path, folder string) bool {
	within, err := os.Stat(folder)
	if err != nil {
		return true
	}
	for path = real(path); ; path = filepath.Dir(path) {
		if info, err := os.Stat(path); err == nil && os.SameFile(info, within) {
			return true
		}
		if path == filepath.Dir(path) {
			return false
		}
	}
}
