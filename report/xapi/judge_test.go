package xapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A judge of statements by xAPI 1.0.3, part two, written from the standard and apart from what writes
// them. TestVectors holds it to what the ADL's conformance suite says.

// rule says what is wrong with a value.
type rule func(v any) error

// fields are an object's properties; of those that are not there, need says which have to be.
type fields struct {
	rules map[string]rule
	need  []string
}

func (f fields) judge(v any) error {
	o, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("expected an object, not %T", v)
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		judge := f.rules[key]
		if judge == nil {
			return fmt.Errorf("unknown property %q", key)
		}
		if err := judge(o[key]); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	for _, key := range f.need {
		if o[key] == nil {
			return fmt.Errorf("no %s", key)
		}
	}
	return nil
}

func pattern(what, expression string) rule {
	re := regexp.MustCompile("^(?:" + expression + ")$")
	return func(v any) error {
		if s, ok := v.(string); !ok || !re.MatchString(s) {
			return fmt.Errorf("%v is no %s", v, what)
		}
		return nil
	}
}

func kind[T any](v any) error {
	if _, ok := v.(T); !ok {
		return fmt.Errorf("%v is of another type", v)
	}
	return nil
}

func listOf(each rule) rule {
	return func(v any) error {
		list, ok := v.([]any)
		if !ok {
			return fmt.Errorf("expected a list, not %T", v)
		}
		for _, item := range list {
			if err := each(item); err != nil {
				return err
			}
		}
		return nil
	}
}

func mapOf(key, value rule) rule {
	return func(v any) error {
		o, ok := v.(map[string]any)
		if !ok {
			return fmt.Errorf("expected an object, not %T", v)
		}
		for k, item := range o {
			if err := key(k); err != nil {
				return err
			}
			if err := value(item); err != nil {
				return err
			}
		}
		return nil
	}
}

var (
	isIRI      = pattern("IRI", `[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`+"`"+`]+`)
	isUUID     = pattern("UUID", `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}`)
	isLanguage = pattern("language tag", `(?i)[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|[a-z]{4,8}|x(-[a-z0-9]{1,8})+|i-[a-z]+`)
	isDuration = pattern("duration", `P(\d+(\.\d+)?W|(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?D)?(T(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?)`)
	isMailto   = pattern("mailto IRI", `mailto:[^@\s]+@[^@\s]+\.[^@\s]+`)
	isSHA1     = pattern("SHA-1", `[0-9a-fA-F]{40}`)
	isVersion  = pattern("version", `1\.0(\.\d+)?`)
	isMIME     = pattern("media type", `[a-z]+/[A-Za-z0-9.+-]+(;.*)?`)
	isText     = kind[string]
	isTruth    = kind[bool]
	isNumber   = kind[float64]
	isAnything = func(any) error { return nil }

	isLanguageMap = mapOf(isLanguage, isText)
	isExtensions  = mapOf(isIRI, isAnything)
)

// isSpan is a duration that says anything at all.
func isSpan(v any) error {
	if s, _ := v.(string); s == "P" || strings.HasSuffix(s, "T") {
		return fmt.Errorf("%v is no duration", v)
	}
	return isDuration(v)
}

// noOffset is an offset that says that none is known (RFC 3339, 4.3).
var noOffset = regexp.MustCompile(`-00(:?00)?$`)

func isTime(v any) error {
	s, _ := v.(string)
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999-0700", "2006-01-02T15:04:05.999999999-07", "2006-01-02T15:04:05.999999999"} {
		if _, err := time.Parse(layout, s); err == nil && !noOffset.MatchString(s) {
			return nil
		}
	}
	return fmt.Errorf("%v is no time", v)
}

var isAccount = fields{map[string]rule{"homePage": isIRI, "name": isText}, []string{"homePage", "name"}}.judge

// identified says how many of the ways to tell who it is an agent or group has.
func identified(o map[string]any) (n int) {
	for _, key := range []string{"mbox", "mbox_sha1sum", "openid", "account"} {
		if _, ok := o[key]; ok {
			n++
		}
	}
	return n
}

func isAgent(v any) error {
	rules := map[string]rule{
		"objectType": pattern("Agent", "Agent"), "name": isText, "mbox": isMailto, "mbox_sha1sum": isSHA1, "openid": isIRI, "account": isAccount,
	}
	if err := (fields{rules, nil}).judge(v); err != nil {
		return err
	}
	if n := identified(v.(map[string]any)); n != 1 {
		return fmt.Errorf("an agent is known in %d ways, expected one", n)
	}
	return nil
}

func isGroup(v any) error {
	rules := map[string]rule{
		"objectType": pattern("Group", "Group"), "name": isText, "mbox": isMailto, "mbox_sha1sum": isSHA1, "openid": isIRI, "account": isAccount,
		"member": listOf(isAgent),
	}
	if err := (fields{rules, []string{"objectType"}}).judge(v); err != nil {
		return err
	}
	o := v.(map[string]any)
	if n := identified(o); n > 1 || n == 0 && o["member"] == nil {
		return fmt.Errorf("a group is known in %d ways, with members %v", n, o["member"])
	}
	return nil
}

func isActor(v any) error {
	if o, _ := v.(map[string]any); o["objectType"] == "Group" {
		return isGroup(v)
	}
	return isAgent(v)
}

// isAuthority is an agent, or an anonymous group of two for OAuth.
func isAuthority(v any) error {
	if err := isActor(v); err != nil {
		return err
	}
	o := v.(map[string]any)
	if members, _ := o["member"].([]any); o["objectType"] == "Group" && (identified(o) > 0 || len(members) != 2) {
		return fmt.Errorf("an authority of %d", len(members))
	}
	return nil
}

var isVerb = fields{map[string]rule{"id": isIRI, "display": isLanguageMap}, []string{"id"}}.judge

var isComponents = listOf(fields{map[string]rule{"id": isText, "description": isLanguageMap}, []string{"id"}}.judge)

var isDefinition = fields{map[string]rule{
	"name": isLanguageMap, "description": isLanguageMap, "type": isIRI, "moreInfo": isIRI, "extensions": isExtensions,
	"interactionType":         pattern("interaction", "true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other"),
	"correctResponsesPattern": listOf(isText), "choices": isComponents, "scale": isComponents, "source": isComponents, "target": isComponents, "steps": isComponents,
}, nil}.judge

var isActivity = fields{map[string]rule{"objectType": pattern("Activity", "Activity"), "id": isIRI, "definition": isDefinition}, []string{"id"}}.judge

var isStatementRef = fields{map[string]rule{"objectType": pattern("StatementRef", "StatementRef"), "id": isUUID}, []string{"objectType", "id"}}.judge

func isObject(v any) error {
	o, _ := v.(map[string]any)
	switch o["objectType"] {
	case "Agent", "Group":
		return isActor(v)
	case "StatementRef":
		return isStatementRef(v)
	case "SubStatement":
		return isSubStatement(v)
	}
	return isActivity(v)
}

func isScore(v any) error {
	rules := map[string]rule{"scaled": isNumber, "raw": isNumber, "min": isNumber, "max": isNumber}
	if err := (fields{rules, nil}).judge(v); err != nil {
		return err
	}
	at := func(key string, otherwise float64) float64 {
		if n, ok := v.(map[string]any)[key].(float64); ok {
			return n
		}
		return otherwise
	}
	low, high := at("min", -1e300), at("max", 1e300)
	if s := at("scaled", 0); s < -1 || s > 1 || low >= high || at("raw", max(low, min(high, 0))) < low || at("raw", max(low, min(high, 0))) > high {
		return fmt.Errorf("a score out of its bounds: %v", v)
	}
	return nil
}

var isResult = fields{map[string]rule{
	"score": isScore, "success": isTruth, "completion": isTruth, "response": isText, "duration": isSpan, "extensions": isExtensions,
}, nil}.judge

func isActivities(v any) error {
	if _, ok := v.([]any); ok {
		return listOf(isActivity)(v)
	}
	return isActivity(v)
}

var isContext = fields{map[string]rule{
	"registration": isUUID, "instructor": isActor, "team": isGroup, "revision": isText, "platform": isText, "language": isLanguage,
	"statement": isStatementRef, "extensions": isExtensions,
	"contextActivities": fields{map[string]rule{"parent": isActivities, "grouping": isActivities, "category": isActivities, "other": isActivities}, nil}.judge,
}, nil}.judge

func isWhole(v any) error {
	if n, ok := v.(float64); !ok || n < 0 || n != float64(int64(n)) {
		return fmt.Errorf("%v is no whole number", v)
	}
	return nil
}

var isAttachment = fields{map[string]rule{
	"usageType": isIRI, "display": isLanguageMap, "description": isLanguageMap, "contentType": isMIME, "length": isWhole, "sha2": isText, "fileUrl": isIRI,
}, []string{"usageType", "display", "contentType", "length", "sha2"}}.judge

// parts are what a statement and a statement within one have both.
func parts() map[string]rule {
	return map[string]rule{
		"actor": isActor, "verb": isVerb, "object": isObject, "result": isResult, "context": isContext, "timestamp": isTime, "attachments": listOf(isAttachment),
	}
}

func isSubStatement(v any) error {
	rules := parts()
	rules["objectType"] = pattern("SubStatement", "SubStatement")
	return together(rules, v)
}

// judge says what is wrong with a statement that a client sends.
func judge(raw []byte) error {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	rules := parts()
	rules["id"], rules["stored"], rules["authority"], rules["version"] = isUUID, isTime, isAuthority, isVersion
	return together(rules, v)
}

// together judges the properties of a statement, and what has to hold between them.
func together(rules map[string]rule, v any) error {
	if err := (fields{rules, []string{"actor", "verb", "object"}}).judge(v); err != nil {
		return err
	}
	s := v.(map[string]any)
	object := s["object"].(map[string]any)
	context, _ := s["context"].(map[string]any)
	about := object["objectType"]
	switch {
	case s["objectType"] != nil && about == "SubStatement":
		return fmt.Errorf("a statement within a statement within a statement")
	case s["verb"].(map[string]any)["id"] == "http://adlnet.gov/expapi/verbs/voided" && about != "StatementRef":
		return fmt.Errorf("what is voided is no StatementRef")
	case about != nil && about != "Activity" && (context["revision"] != nil || context["platform"] != nil):
		return fmt.Errorf("revision or platform of what is no activity")
	}
	return nil
}
