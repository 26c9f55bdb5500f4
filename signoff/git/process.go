package git

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Processes lists the git processes at work in the clone, other than sojt's own. known is false
// where the system does not tell.
func (r *Repo) Processes() (pids []int, known bool) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, false
	}
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		known = true
		comm, _ := os.ReadFile(filepath.Join("/proc", entry.Name(), "comm"))
		name := strings.TrimSpace(string(comm))
		cwd, err := os.Readlink(filepath.Join("/proc", entry.Name(), "cwd"))
		if err == nil && (name == "git" || strings.HasPrefix(name, "git-")) && r.within(cwd) {
			pids = append(pids, pid)
		}
	}
	return pids, known
}

// within reports whether a folder lies in the work tree or in one of the git directories.
func (r *Repo) within(dir string) bool {
	for _, root := range []string{r.Top, r.Dir, r.Common} {
		if rel, err := filepath.Rel(root, dir); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}

// Using lists the processes, other than this one, that have a file open or are git at work in the
// clone. known is false where the system does not tell of processes.
func (r *Repo) Using(path string) (pids []int, known bool) {
	pids, known = r.Processes()
	all, err := filepath.Glob("/proc/[0-9]*/fd/*")
	if err != nil {
		return pids, known
	}
	for _, fd := range all {
		pid, _ := strconv.Atoi(strings.Split(fd, "/")[2])
		if target, err := os.Readlink(fd); err == nil && target == path && pid != os.Getpid() && !slices.Contains(pids, pid) {
			pids = append(pids, pid)
		}
	}
	return pids, known
}
