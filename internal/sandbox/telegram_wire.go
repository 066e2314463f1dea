package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
)

// tgError is how Telegram says no.
type tgError struct {
	Code        int
	Description string
	RetryAfter  int
	MigrateTo   int64
}

func refuse(code int, description string) *tgError {
	return &tgError{Code: code, Description: description}
}

func bad(description string) *tgError { return refuse(400, "Bad Request: "+description) }

// reply writes Telegram's envelope.
func reply(w http.ResponseWriter, result any, err *tgError) {
	w.Header().Set("Content-Type", "application/json")
	if err == nil {
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
		return
	}
	body := map[string]any{"ok": false, "error_code": err.Code, "description": err.Description}
	if err.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(err.RetryAfter))
		body["parameters"] = map[string]any{"retry_after": err.RetryAfter}
	}
	if err.MigrateTo != 0 {
		body["parameters"] = map[string]any{"migrate_to_chat_id": err.MigrateTo}
	}
	w.WriteHeader(err.Code)
	_ = json.NewEncoder(w).Encode(body)
}

// tgParams is what a call brought.
type tgParams struct {
	values map[string]string
	files  map[string]tgFile
}

type tgFile struct {
	Name string
	Data []byte
}

// maxUpload is Telegram's limit for a bot's upload.
const maxUpload = 50 << 20

// readParams reads a call in any of the encodings that Telegram takes.
func readParams(r *http.Request) (*tgParams, error) {
	p := &tgParams{values: map[string]string{}}
	for k, v := range r.URL.Query() {
		p.values[k] = v[0]
	}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body := http.MaxBytesReader(nil, r.Body, maxUpload)
	switch kind {
	case "multipart/form-data":
		return p, p.readMultipart(multipart.NewReader(body, params["boundary"]))
	case "application/json":
		return p, p.readJSON(body)
	case "application/x-www-form-urlencoded":
		r.Body = body
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
		for k, v := range r.PostForm {
			p.values[k] = v[0]
		}
	}
	return p, nil
}

func (p *tgParams) readMultipart(m *multipart.Reader) error {
	for {
		part, err := m.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errors.New("can't read the form")
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			p.values[part.FormName()] = string(data)
			continue
		}
		if p.files == nil {
			p.files = map[string]tgFile{}
		}
		p.files[part.FormName()] = tgFile{Name: part.FileName(), Data: data}
	}
}

func (p *tgParams) readJSON(body io.Reader) error {
	var raw map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&raw); err != nil && !errors.Is(err, io.EOF) {
		return errors.New("can't parse JSON object")
	}
	for k, v := range raw {
		var s string
		if json.Unmarshal(v, &s) != nil {
			s = string(v)
		}
		p.values[k] = s
	}
	return nil
}

func (p *tgParams) chat() int64 { return p.int("chat_id") }

func (p *tgParams) int(name string) int64 {
	n, _ := strconv.ParseInt(p.values[name], 10, 64)
	return n
}
