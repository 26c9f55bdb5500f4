//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// The real program, asked for real on a pseudo-terminal. What it shows is kept in testdata/screens, one file a
// case with a screen a step: sojt signoff as somebody sees it.

// seat is somebody before a terminal on which sojt runs.
type seat struct {
	t       *testing.T
	command *exec.Cmd
	master  *os.File
	tty     *os.File
	before  *term.State

	lock  sync.Mutex
	seen  *screen
	moved chan struct{} // closed, and made anew, when something was shown
	done  chan struct{} // closed when nothing more will be
}

// sit starts sojt on a terminal of a size.
func sit(t *testing.T, k *kitchen, columns, rows int, vars []string, args ...string) *seat {
	t.Helper()
	opened, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	master := closable(t, opened)
	t.Cleanup(func() { master.Close(); tty.Close() })
	if err := pty.Setsize(tty, &pty.Winsize{Rows: uint16(rows), Cols: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
	s := &seat{t: t, master: master, tty: tty, seen: newScreen(max(columns, 80), max(rows, 24)), moved: make(chan struct{}), done: make(chan struct{})}
	if columns > 0 {
		s.seen = newScreen(columns, rows)
	}
	if s.before, err = term.GetState(int(tty.Fd())); err != nil {
		t.Fatal(err)
	}
	clock := filepath.Join(t.TempDir(), "clock")
	if err := os.WriteFile(clock, []byte("2026-11-21T12:00:00Z"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.command = exec.CommandContext(t.Context(), asSojt(t), args...)
	s.command.Dir = k.dir
	s.command.Env = append(append(append([]string{}, k.env...), "TERM=xterm", "SOJT_SCRIPT_CLOCK="+clock), vars...)
	s.command.Stdin, s.command.Stdout, s.command.Stderr = tty, tty, tty
	s.command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	go s.watch()
	return s
}

// closable is a file that closes although somebody waits to read from it.
func closable(t *testing.T, f *os.File) *os.File {
	t.Helper()
	syscall.ForkLock.RLock()
	fd, err := syscall.Dup(int(f.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
		err = syscall.SetNonblock(fd, true)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	return os.NewFile(uintptr(fd), f.Name())
}

// asSojt is a name under which the test binary is the program.
func asSojt(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "sojt")
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	return link
}

func (s *seat) watch() {
	defer close(s.done)
	buffer := make([]byte, 4096)
	for {
		n, err := s.master.Read(buffer)
		s.lock.Lock()
		s.seen.Write(buffer[:n])
		close(s.moved)
		s.moved = make(chan struct{})
		s.lock.Unlock()
		if err != nil {
			return
		}
	}
}

// until waits until the line being typed is this, and all of the others stand somewhere on the screen.
func (s *seat) until(typing string, others ...string) {
	s.t.Helper()
	for deadline := time.After(30 * time.Second); ; {
		s.lock.Lock()
		shown, moved, line := s.seen.String(), s.moved, s.seen.typing()
		s.lock.Unlock()
		there := line == typing
		for _, o := range others {
			there = there && strings.Contains(shown, o)
		}
		if there {
			return
		}
		select {
		case <-moved:
		case <-s.done:
			s.t.Fatalf("it ended before %q and %q:\n%s", typing, others, shown)
		case <-deadline:
			s.t.Fatalf("no %q and %q on the line %q:\n%s", typing, others, line, shown)
		}
	}
}

func (s *seat) types(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.master, keys); err != nil {
		s.t.Fatal(err)
	}
}

// ends waits for the program and gives its exit code, and whether it left the terminal as it was.
func (s *seat) ends() (code int, asItWas bool) {
	s.t.Helper()
	if err := s.command.Wait(); err != nil && s.command.ProcessState == nil {
		s.t.Fatal(err)
	}
	after, err := term.GetState(int(s.tty.Fd()))
	s.tty.Close()
	<-s.done
	return s.command.ProcessState.ExitCode(), err == nil && reflect.DeepEqual(s.before, after)
}

func (s *seat) text() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.seen.String()
}

// The keys that are typed.
const (
	enter    = "\r"
	ctrlC    = "\x03"
	ctrlD    = "\x04"
	downKey  = "\x1b[B"
	upKey    = "\x1bOA"
	pageDown = "\x1b[6~"
	backKey  = "\x1b[Z"
	tabKey   = "\t"
)

// visit is a case: what is run at what size, and step by step what is waited for and what is then typed.
type visit struct {
	name          string
	columns, rows int
	vars          []string
	args          []string
	steps         []move
	code          int
	records       int // made
	styled        bool
	says          []string
}

// move waits until the line being typed is on, with also on the screen, and types keys.
type move struct{ on, also, keys string }

// kitchenAtWork is the small kitchen with three learners: Theo can be signed off in several things, Maria in
// one, and Sam has not practised.
func kitchenAtWork(t *testing.T) *kitchen {
	t.Helper()
	k := newKitchen(t)
	for _, l := range []string{"theo-brandt Theo Brandt", "maria-lopez María López", "sam-okafor Sam Okafor"} {
		id, name, _ := strings.Cut(l, " ")
		first, _, _ := strings.Cut(id, "-")
		k.sojt(t, exitDone, "enroll", id, "line-cook", "--start", "2026-11-01", "--name", name, "--email", first+"@harbor.example")
	}
	for _, line := range []string{
		"signoff theo-brandt,maria-lopez hygiene/handwashing --all-criteria --mentor dana",
		"practice theo-brandt knife-safety --times 3 --by theo-brandt",
		"observe maria-lopez hygiene/handwashing --outcome not-yet --note soap --action card --mentor dana",
	} {
		k.sojt(t, exitDone, strings.Fields(line)...)
	}
	if err := writeIdentity(strings.TrimPrefix(k.env[1], "HOME="), "ana@harbor.example"); err != nil {
		t.Fatal(err)
	}
	return k
}

// again gives the kitchen once more, in a folder of its own.
func (k *kitchen) again(t *testing.T) *kitchen {
	t.Helper()
	other := *k
	other.dir = filepath.Join(t.TempDir(), "kitchen")
	if err := os.CopyFS(other.dir, os.DirFS(k.dir)); err != nil {
		t.Fatal(err)
	}
	return &other
}

var aCommit = regexp.MustCompile(`(?m)([0-9a-f]{7})$`)

// play runs a visit and gives its screens.
func (sc visit) play(t *testing.T, k *kitchen) (string, *seat) {
	t.Helper()
	s := sit(t, k, sc.columns, sc.rows, sc.vars, sc.args...)
	var all strings.Builder
	fmt.Fprintf(&all, "sojt %s, %d x %d %s\n", strings.Join(sc.args, " "), sc.columns, sc.rows, strings.Join(sc.vars, " "))
	for _, st := range sc.steps {
		s.until(st.on, st.also)
		fmt.Fprintf(&all, "%s%s\n", s.text(), typedRule(st.keys))
		s.types(st.keys)
	}
	code, asItWas := s.ends()
	if code != sc.code {
		t.Errorf("exit code %d, expected %d:\n%s", code, sc.code, s.text())
	}
	if !asItWas {
		t.Error("the terminal is not as it was")
	}
	for _, w := range s.seen.wrong {
		t.Errorf("sent what not every terminal knows: %s", w)
	}
	all.WriteString(aCommit.ReplaceAllString(s.text(), "COMMIT "))
	return all.String(), s
}

// typedRule parts two screens by what was typed between them.
func typedRule(keys string) string {
	for key, name := range map[string]string{enter: "<Enter>", downKey: "<Down>", upKey: "<Up>", pageDown: "<PgDn>", backKey: "<Shift-Tab>", tabKey: "<Tab>", ctrlC: "<Ctrl-C>", ctrlD: "<Ctrl-D>", "\n": "<Enter>"} {
		keys = strings.ReplaceAll(keys, key, name)
	}
	return "======== " + keys
}

// TestScreens plays every visit and holds its screens to those that are kept.
func TestScreens(t *testing.T) {
	origin := kitchenAtWork(t)
	for _, sc := range visits() {
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			k := origin.again(t)
			before := k.everything(t)
			got, s := sc.play(t, k)
			for _, says := range sc.says {
				if !strings.Contains(got, says) {
					t.Errorf("it does not say %q:\n%s", says, got)
				}
			}
			if s.seen.styled != sc.styled {
				t.Errorf("styled is %t", s.seen.styled)
			}
			compareScreens(t, filepath.Join("testdata/screens", sc.name+".txt"), got)
			if sc.records == 0 {
				k.same(t, before, sc.args, sc.name)
				return
			}
			named := inFolder(t, k.dir, k.env, "log", "-1", "--format=%(trailers:key=Sojt-Record,valueonly)")
			if n := len(strings.Fields(named)); n != sc.records {
				t.Errorf("%d records, expected %d", n, sc.records)
			}
			if left := inFolder(t, k.dir, k.env, "status", "--short"); left != "" {
				t.Errorf("left over: %s", left)
			}
		})
	}
}

func compareScreens(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != got {
		t.Errorf("%s is another; look at it, then go test ./cmd/sojt -run TestScreens -update:\n%s", path, got)
	}
}

// TestStopped stops at each step of each way through, by Ctrl-C, by the end of input, by a terminal that is
// closed and by a kill: nothing is written, the code is 130, and the terminal is as it was.
func TestStopped(t *testing.T) {
	k := kitchenAtWork(t)
	before := k.everything(t)
	for _, sc := range visits() {
		if !slices.Contains([]string{"sign-off-80x24", "not-yet-80x24", "plain"}, sc.name) {
			continue
		}
		for n := range sc.steps {
			for _, how := range []string{"Ctrl-C", "end of input", "closed", "kill"} {
				s := sit(t, k, sc.columns, sc.rows, sc.vars, sc.args...)
				for _, st := range sc.steps[:n] {
					s.until(st.on, st.also)
					s.types(st.keys)
				}
				s.until(sc.steps[n].on, sc.steps[n].also)
				switch how {
				case "Ctrl-C":
					s.types(ctrlC)
				case "end of input":
					s.types("\x15" + ctrlD) // what was typed at it is taken back first
				case "closed":
					s.master.Close()
				case "kill":
					if err := s.command.Process.Signal(syscall.SIGTERM); err != nil {
						t.Fatal(err)
					}
				}
				code, asItWas := s.ends()
				if code != exitInterrupted {
					t.Errorf("%s at step %d of %s: exit code %d\n%s", how, n, sc.name, code, s.text())
				}
				if !asItWas && how != "closed" {
					t.Errorf("%s at step %d of %s: the terminal is not as it was", how, n, sc.name)
				}
				if how != "closed" && !strings.Contains(s.text(), "nothing was written") {
					t.Errorf("%s at step %d of %s says nothing of it:\n%s", how, n, sc.name, s.text())
				}
			}
		}
		k.same(t, before, sc.args, sc.name+" that was stopped")
	}
}

// TestFiveSteps: from sojt signoff to done, for a learner who is ready, are five steps at most, of one key
// press more than what is typed.
func TestFiveSteps(t *testing.T) {
	var ready visit
	for _, sc := range visits() {
		if sc.name == "sign-off-80x24" {
			ready = sc
		}
	}
	k := kitchenAtWork(t)
	screens, _ := ready.play(t, k)
	steps := map[string]bool{}
	for _, m := range regexp.MustCompile(`step (\d) of 5`).FindAllStringSubmatch(screens, -1) {
		steps[m[1]] = true
	}
	if len(steps) != 5 || strings.Contains(screens, "step 6") {
		t.Errorf("the steps are %v", steps)
	}
	if !strings.Contains(screens, "signed off") {
		t.Errorf("it is not done:\n%s", screens)
	}
}
