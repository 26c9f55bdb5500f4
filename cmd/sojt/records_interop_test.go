//go:build interop

package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/sshsig"
	"sojt/signoff/testkit"
	"sojt/signoff/testkit/vectors"
)

// keygenVerifies asks ssh-keygen whether a record is signed by its author, by exported keys and as of the
// record's own time.
func keygenVerifies(t *testing.T, signers string, r *signoff.Record) (accepts bool, said string) {
	payload, err := r.Payload()
	if err != nil {
		t.Error(err)
		return false, ""
	}
	sig := filepath.Join(t.TempDir(), "sig")
	text := "-----BEGIN SSH SIGNATURE-----\n" + r.Sig + "\n-----END SSH SIGNATURE-----\n"
	if blob, err := sshsig.FromBase64(r.Sig); err == nil {
		text = string(sshsig.Armour(blob))
	}
	if err := os.WriteFile(sig, []byte(text), 0o600); err != nil {
		t.Error(err)
		return false, ""
	}
	cmd := exec.Command("ssh-keygen", "-Y", "verify", "-f", signers, "-I", r.By, "-n", "sojt", "-Overify-time="+stamp(r.At), "-s", sig)
	cmd.Stdin = strings.NewReader(payload)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Errorf("ssh-keygen: %v", err)
	}
	return err == nil, string(out)
}

// TestInteropKeyVectors holds the vectors of keys to ssh-keygen, with the keys that sojt exports.
func TestInteropKeyVectors(t *testing.T) {
	t.Parallel()
	all, err := vectors.Read(os.DirFS("../../signoff/testkit/vectors"), "key")
	if err != nil || len(all) < 60 {
		t.Fatalf("%d vectors: %v", len(all), err)
	}
	asked := 0
	for _, v := range all {
		if v.Value("openssh") == "" {
			continue
		}
		asked++
		dir := t.TempDir()
		for name, text := range vectors.Program(v) {
			write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
		}
		accepts, said := false, "sojt exports no keys"
		if code, _, stderr := inDir(t, dir, "export", "allowed-signers", "-o", "s"); code == exitDone {
			r, err := signoff.Parse(strings.TrimPrefix(v.Value("record"), line.Bullet))
			if err != nil {
				t.Fatal(err)
			}
			accepts, said = keygenVerifies(t, filepath.Join(dir, "s"), r)
		} else if code != exitFindings {
			t.Fatalf("%s: exit code %d: %s", v.Name, code, stderr)
		}
		if want := v.Value("openssh") == "accepts"; accepts != want {
			t.Errorf("%s: ssh-keygen accepts is %v, expected %v: %s\n%s", v.Name, accepts, want, v.Value("comment"), said)
		}
		if v.Value("expect") == "ok" && v.Value("openssh") != "accepts" {
			t.Errorf("%s is accepted, and ssh-keygen is not expected to", v.Name)
		}
	}
	if asked < 50 {
		t.Errorf("ssh-keygen was asked %d times", asked)
	}
}

// inDir runs a command in a folder at the end of 2026.
func inDir(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	e := &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &errs, dir: dir, vars: gitEnvironment(t, "dana@harbor.example"),
		now: func() time.Time { return time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC) }, rand: randomness("vectors"),
	}
	code = run(t.Context(), e, args)
	return code, out.String(), errs.String()
}

// laxer are the reasons why verify refuses what ssh-keygen accepts, by a part of the finding.
var laxer = map[string]string{
	"and nothing shows that the record was there before": "the time of a record by a key that others had is what they say it is",
}

// TestInteropRecords holds records before verify and before ssh-keygen, with the keys that sojt exports:
// authors and keys with periods, and changes to what was signed. Verify never accepts what ssh-keygen
// refuses, and where it is stricter the reason has a name (T23).
func TestInteropRecords(t *testing.T) {
	t.Parallel()
	n, seed := 300, uint64(7)
	if *long {
		n, seed = 5000, rand.Uint64()
	}
	t.Attr("runs", strconv.Itoa(n))
	w := newSigningWorld(t, rand.New(rand.NewPCG(seed, 7)), n)
	refused := w.refused()
	if code, _, stderr := inDir(t, w.dir, "export", "allowed-signers", "-o", "s"); code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	var mu sync.Mutex
	var wait sync.WaitGroup
	both, neither, alone := 0, map[string]int{}, map[string]int{}
	records := make(chan *signoff.Record)
	for range 2 {
		wait.Go(func() {
			for r := range records {
				accepts, said := keygenVerifies(t, filepath.Join(w.dir, "s"), r)
				mu.Lock()
				switch why, no := refused[r.Digest]; {
				case !no && !accepts:
					text, _ := r.Line()
					t.Errorf("verify accepts what ssh-keygen refuses: %s\n%s", text, said)
				case !no:
					both++
				case !accepts:
					neither[w.how[r.Digest]]++
				default:
					known := reasonIn(why)
					if alone[known]++; known == "" {
						t.Errorf("ssh-keygen accepts, verify does not, and nobody knows why: %s: %s", w.how[r.Digest], why)
					}
				}
				mu.Unlock()
			}
		})
	}
	for _, r := range w.signed {
		records <- r
	}
	close(records)
	wait.Wait()
	if len(w.signed) != n || both < n/10 || len(neither) < 5 || len(alone) != len(laxer) {
		t.Errorf("the judges agree on too little")
	}
	t.Logf("seed %d: of %d records accepted by both %d; by neither, by what was done: %v; by ssh-keygen alone: %v", seed, n, both, neither, alone)
}

func reasonIn(message string) string {
	for known := range laxer {
		if strings.Contains(message, known) {
			return known
		}
	}
	return ""
}

// signingWorld is a committed program with people, keys with periods, and signed records.
type signingWorld struct {
	t      *testing.T
	random *rand.Rand
	dir    string
	keys   map[string][]spanned // of people
	edges  []time.Time          // at which a period begins or ends, and the seconds beside
	signed []*signoff.Record
	how    map[string]string // what was done to a record, by its digest
}

// spanned is a key, and the row of its period in mentors.yaml.
type spanned struct {
	*testkit.Signer
	rows []string
}

const firstDay = "2026-01-01"

func newSigningWorld(t *testing.T, random *rand.Rand, n int) *signingWorld {
	w := &signingWorld{t: t, random: random, dir: t.TempDir(), keys: map[string][]spanned{}, how: map[string]string{}}
	var mentors strings.Builder
	mentors.WriteString("mentors:\n")
	for i := range 12 {
		id := fmt.Sprintf("mentor-%d", i)
		fmt.Fprintf(&mentors, "  - id: %s\n    name: %s\n    coordinator: %v\n    departments: [kitchen]\n    keys:\n", id, id, i == 0)
		for j := range 1 + random.IntN(3) {
			key := spanned{Signer: testkit.NewSigner([]string{"ed25519", "ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521"}[random.IntN(5)], fmt.Sprint(id, j))}
			if i == 0 && j == 0 {
				key = spanned{Signer: testkit.NewSigner("rsa-3072", "")}
			}
			w.period(&key)
			w.keys[id] = append(w.keys[id], key)
			fmt.Fprintf(&mentors, "      - key: %q\n%s", key.Key, strings.Join(key.rows, ""))
		}
	}
	write(t, filepath.Join(w.dir, "mentors.yaml"), mentors.String())
	write(t, filepath.Join(w.dir, "sojt.yaml"), "format: 1\nprogram: back-kitchen-0000\nname: Back kitchen\nzone: Asia/Tokyo\ndepartments: [{id: kitchen}]\n")
	write(t, filepath.Join(w.dir, "roles/porter.yaml"), workplaceFiles["roles/porter.yaml"])
	for i := 0; len(w.signed) < n; i++ {
		w.learner(fmt.Sprintf("learner-%d", i), min(50, n-len(w.signed)))
	}
	environ := gitEnvironment(t, "dana@harbor.example")
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "all"}} {
		inFolder(t, w.dir, environ, args...)
	}
	return w
}

// period gives a key days, or a time since which others may have it.
func (w *signingWorld) period(key *spanned) {
	first, err := time.Parse(time.DateOnly, firstDay)
	if err != nil {
		w.t.Fatal(err)
	}
	from := first.AddDate(0, 0, w.random.IntN(120))
	until := from.AddDate(0, 0, w.random.IntN(250))
	edge := func(at time.Time) { w.edges = append(w.edges, at.Add(-time.Second), at, at.Add(time.Second)) }
	row := func(name, value string) { key.rows = append(key.rows, "        "+name+": "+value+"\n") }
	if w.random.IntN(3) > 0 {
		row("from", from.Format(time.DateOnly))
		edge(from)
	}
	if w.random.IntN(3) > 0 {
		row("until", until.Format(time.DateOnly))
		edge(until.AddDate(0, 0, 1))
	}
	if w.random.IntN(4) == 0 {
		since := until.Add(time.Duration(w.random.IntN(86400)) * time.Second)
		row("compromised", since.Format("2006-01-02T15:04:05Z"))
		edge(since)
	}
}

// learner writes a file of n signed records, behind those of an enrolment and a key of the learner's own.
func (w *signingWorld) learner(id string, n int) {
	day, err := time.Parse(time.DateOnly, firstDay)
	if err != nil {
		w.t.Fatal(err)
	}
	ids := line.NewIDs(randomness(id))
	var all []*signoff.Record
	add := func(at time.Time, by string, fill func(*signoff.Record)) *signoff.Record {
		r := &signoff.Record{At: at, By: by, Type: signoff.Note, Program: "back-kitchen-0000", Learner: id, Kind: "feedback", Text: "well done"}
		if r.ID, err = ids.Next(at); err != nil {
			w.t.Fatal(err)
		}
		if len(all) > 0 && w.random.IntN(3) > 0 {
			r.Prev = []string{all[len(all)-1].Digest}
		}
		if fill != nil {
			fill(r)
		}
		if err := r.Seal(); err != nil {
			w.t.Fatal(err)
		}
		all = append(all, r)
		return r
	}
	own := spanned{Signer: testkit.NewSigner("ed25519", id)}
	entered := day.Add(time.Duration(w.random.IntN(100*86400)) * time.Second)
	key := add(entered, "mentor-0", func(r *signoff.Record) {
		r.Type, r.Kind, r.Text, r.Key, r.Verified = signoff.KeyRecord, "", "", own.Key, "by passport"
	})
	ended := entered.Add(time.Duration(2+w.random.IntN(100*86400)) * time.Second)
	if w.random.IntN(2) == 0 {
		add(ended, "mentor-0", func(r *signoff.Record) {
			r.Type, r.Kind, r.Text, r.Ref, r.Reason, r.Prev = signoff.Revoke, "", "", key.Digest, "a new one", []string{key.Digest}
			r.Trigger = []string{"", "fraud"}[w.random.IntN(2)]
			r.Date = calendar.In(ended, time.UTC)
		})
	}
	w.keys[id] = []spanned{own}
	edges := append(slices.Clone(w.edges), entered, entered.Add(-time.Second), ended, ended.Add(-time.Second))
	var times []time.Time
	for range n {
		at := edges[w.random.IntN(len(edges))]
		if w.random.IntN(2) == 0 {
			at = day.Add(time.Duration(w.random.IntN(330*86400)) * time.Second)
		}
		times = append(times, at)
	}
	slices.SortFunc(times, time.Time.Compare)
	for _, at := range times {
		by := fmt.Sprintf("mentor-%d", w.random.IntN(12))
		if w.random.IntN(6) == 0 {
			by = id
		}
		r := add(at, by, nil)
		w.sign(r, all)
		w.signed = append(w.signed, r)
	}
	text := "learner: " + id + "\nname: N\ndepartment: kitchen\nrecords:\n"
	for _, r := range all {
		object, err := r.Line()
		if err != nil {
			w.t.Fatal(err)
		}
		text += line.Bullet + object + "\n"
	}
	write(w.t, filepath.Join(w.dir, "learners", id+".yaml"), text)
}

// sign signs a record as it should be, or not quite.
func (w *signingWorld) sign(r *signoff.Record, before []*signoff.Record) {
	own := w.keys[r.By]
	how := ""
	own[w.random.IntN(len(own))].Sign(r)
	switch w.random.IntN(14) {
	case 0:
		how = "another's key"
		people := slices.Sorted(maps.Keys(w.keys))
		w.keys[people[w.random.IntN(len(people))]][0].Sign(r)
	case 1:
		how = "nobody's key"
		testkit.NewSigner("ed25519", "nobody").Sign(r)
	case 2:
		how = "another text"
		r.Text = "well dune"
	case 3:
		how = "another author"
		r.By = fmt.Sprintf("mentor-%d", w.random.IntN(12))
	case 4:
		how = "a key more"
		r.Override = "because"
	case 5:
		how = "a bit"
		blob, err := sshsig.FromBase64(r.Sig)
		if err != nil {
			w.t.Fatal(err)
		}
		blob[w.random.IntN(len(blob))] ^= 1 << w.random.IntN(8)
		r.Sig = sshsig.Base64(blob)
	case 6:
		how = "the signature of another record"
		if other := before[w.random.IntN(len(before))]; other.Sig != "" {
			r.Sig = other.Sig
		}
	}
	if err := r.Seal(); err != nil {
		w.t.Fatal(err)
	}
	w.how[r.Digest] = how
	if how == "" {
		w.how[r.Digest] = "own key, out of its time"
	}
}

// refused has verify judge, and gives what it says of signatures and keys, by digest.
func (w *signingWorld) refused() map[string]string {
	code, stdout, stderr := inDir(w.t, w.dir, "verify", "--format", "json")
	var answer struct {
		Checked  struct{ Signatures int }
		Problems []struct{ Severity, Code, Digest, Message string }
	}
	if err := json.Unmarshal([]byte(stdout), &answer); err != nil {
		w.t.Fatalf("exit code %d: %v: %s%s", code, err, stdout, stderr)
	}
	if answer.Checked.Signatures != len(w.signed) {
		w.t.Fatalf("%d signatures checked of %d: %s", answer.Checked.Signatures, len(w.signed), stderr)
	}
	all := map[string]string{}
	for _, p := range answer.Problems {
		if p.Severity == "error" && (p.Code == "E-SIG" || p.Code == "E-KEY") {
			all[p.Digest] = p.Message
		}
	}
	return all
}
