package git

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// kept are the GIT_ variables that any command inherits: where configuration and git's own
// programs are, set by whoever runs sojt. All others redirect (GIT_DIR, GIT_INDEX_FILE, ...).
var kept = []string{"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"}

// keptWriting are those that a writing command inherits beside them: who commits, and how a person
// is asked. Dates are not among them: the environment does not back-date a commit.
var keptWriting = []string{
	"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
	"GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS",
}

// readingEnviron is the environment of reading commands (INTEGRITY 7).
func readingEnviron(environ []string) []string {
	return append(scrub(environ, kept),
		"GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=", "GIT_GRAFT_FILE="+os.DevNull,
		"GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
}

// writingEnviron is the environment of writing commands (INTEGRITY 7).
func writingEnviron(environ []string) []string {
	return append(scrub(environ, append(slices.Clone(kept), keptWriting...)),
		"GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
}

// scrub drops every GIT_ variable but those named, the locale, and the entries of PATH that depend
// on where one stands: git and its helpers look programs up there.
func scrub(environ, keep []string) []string {
	var clean []string
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if runtime.GOOS == "windows" {
			name = strings.ToUpper(name)
		}
		switch {
		case name == "PATH":
			clean = append(clean, "PATH="+strings.Join(absolute(value), string(filepath.ListSeparator)))
		case strings.HasPrefix(name, "GIT_") && !slices.Contains(keep, name), name == "LC_ALL", name == "LANGUAGE":
		default:
			clean = append(clean, entry)
		}
	}
	return clean
}

// absolute gives the entries of a PATH that are absolute, in order.
func absolute(path string) []string {
	return slices.DeleteFunc(filepath.SplitList(path), func(dir string) bool { return !filepath.IsAbs(dir) })
}

// lookup gives a variable's value, the last one set as the system does; "" if there is none.
func lookup(environ []string, name string) string {
	for _, entry := range slices.Backward(environ) {
		key, value, _ := strings.Cut(entry, "=")
		if key == name || (runtime.GOOS == "windows" && strings.EqualFold(key, name)) {
			return value
		}
	}
	return ""
}
