package sshsig

import (
	"fmt"
	"slices"
	"strings"
)

// Choice is what there is to choose a key from.
type Choice struct {
	SigningKey string   // user.signingkey as git config --type=path gives it, or ""
	Listed     []string // the keys that count for the person now
	Agent      []string // the keys that the ssh-agent holds (AgentKeys)
	Files      []string // private key files to look at when nothing before was found

	Read func(path string) ([]byte, error) // reads a key file
}

// Candidate is a listed key that can be tried.
type Candidate struct {
	Key  string // the public key
	Path string // its private key file; "" where the agent holds it
	Why  string // how it was found, in the words of a message
}

// Candidates says which keys to try, the best first, in the order in which git finds them: that of
// user.signingkey, then listed keys in the agent, then key files. A key that the agent holds is used
// there, whatever named it. passed says, in the words of a message, what was found and is not used.
func Candidates(c Choice) (try []Candidate, passed []string) {
	add := func(key, path, why string) {
		if !slices.ContainsFunc(try, func(t Candidate) bool { return t.Key == key }) {
			try = append(try, Candidate{Key: key, Path: path, Why: why})
		}
	}
	consider := func(name string, n named) {
		switch {
		case n.fault != "":
			passed = append(passed, name+" "+n.fault)
		case !slices.Contains(c.Listed, n.key):
			passed = append(passed, name+" is a key that is not listed, "+Fingerprint(n.key))
		case slices.Contains(c.Agent, n.key):
			add(n.key, "", name+", held by the ssh-agent")
		case n.path == "":
			passed = append(passed, name+" is a key that the ssh-agent does not hold, and no private key lies beside it")
		default:
			add(n.key, n.path, name)
		}
	}
	if c.SigningKey != "" {
		consider("user.signingkey", c.configured())
	}
	for _, key := range c.Agent {
		if slices.Contains(c.Listed, key) {
			add(key, "", "a listed key that the ssh-agent holds")
		}
	}
	for _, path := range c.Files {
		if private, err := c.Read(path); err == nil {
			consider(fmt.Sprintf("the key file %q", path), c.private(path, private))
		}
	}
	return try, passed
}

// named is the key that a setting or a path stands for.
type named struct{ key, path, fault string }

// configured reads user.signingkey as git does: a literal, a .pub file or a private key file.
func (c Choice) configured() named {
	literal, ok := strings.CutPrefix(c.SigningKey, "key::")
	if ok || strings.HasPrefix(literal, "ssh-") {
		return public(literal)
	}
	content, err := c.Read(c.SigningKey)
	if err != nil {
		return named{fault: fmt.Sprintf("is %q, where no SSH key can be read", c.SigningKey)}
	}
	if strings.Contains(string(content), "PRIVATE KEY-----") {
		return c.private(c.SigningKey, content)
	}
	n := public(string(content))
	if path, ok := strings.CutSuffix(c.SigningKey, ".pub"); ok && n.fault == "" {
		if _, err := c.Read(path); err == nil {
			n.path = path
		}
	}
	return n
}

// private finds the public key of a private key file: in it, else in the .pub beside it.
func (c Choice) private(path string, content []byte) named {
	key, err := FileKey(content)
	if err != nil {
		return named{fault: "cannot be used: " + err.Error()}
	}
	if key != "" {
		return named{key: key, path: path}
	}
	beside, err := c.Read(path + ".pub")
	if err != nil {
		return named{fault: "does not tell its public key: write it beside with ssh-keygen -y, as " + path + ".pub"}
	}
	n := public(string(beside))
	n.path = path
	return n
}

// public reads the line of a .pub file.
func public(line string) named {
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return named{fault: "is no SSH public key"}
	}
	key, refused := parseKey(fields[0] + " " + fields[1])
	if refused != nil {
		return named{fault: "cannot be used: " + refused.Message}
	}
	return named{key: keyText(key)}
}

// Means are what the world lends to sign with.
type Means struct {
	Socket  string   // of the ssh-agent
	Environ []string // the process's, from which ssh-keygen gets its own
	Read    func(path string) ([]byte, error)
	Ask     Ask
}

// Open makes ready to sign with a candidate; a locked key file is unlocked now. The key that signs is
// the candidate's, whatever the file says by now.
func (m Means) Open(c Candidate) (*Signer, error) {
	switch {
	case c.Path == "":
		return InAgent(m.Socket, c.Key), nil
	case strings.HasPrefix(c.Key, "sk-"):
		keygen, err := FindKeygen(m.Environ)
		if err != nil {
			return nil, err
		}
		return keygen.Signer(c.Path, c.Key), nil
	}
	content, err := m.Read(c.Path)
	if err != nil {
		return nil, err
	}
	s, err := InFile(c.Path, content, m.Ask)
	if err != nil {
		return nil, err
	}
	if s.Key != c.Key {
		return nil, fmt.Errorf("the key file %q: %w: it holds another key than the one beside it", c.Path, ErrFile)
	}
	return s, nil
}
