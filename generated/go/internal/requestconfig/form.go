package requestconfig

import (
	"bytes"
	"errors"
	"mime"
	"mime/multipart"
	"net/url"
)

// WithFormField adds a field to a form that was made from parameters.
func WithFormField(name, value string) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if cfg.body.form != nil {
			return cfg.body.form.AddField(name, value)
		}
		media, parameters, err := mime.ParseMediaType(cfg.Request.Header.Get("Content-Type"))
		if err != nil || cfg.body.reader != nil || cfg.body.isJSON {
			return errors.New("only a form that was made from parameters can have one more field")
		}
		if media == "multipart/form-data" {
			cfg.body.bytes, err = withPart(cfg.body.bytes, parameters["boundary"], name, value)
			return err
		}
		item := url.QueryEscape(name) + "=" + url.QueryEscape(value)
		if len(cfg.body.bytes) > 0 {
			item = "&" + item
		}
		cfg.body.bytes = append(bytes.Clone(cfg.body.bytes), item...)
		return nil
	})
}

// withPart adds a part before the line that ends a multipart form.
func withPart(form []byte, boundary, name, value string) ([]byte, error) {
	var more bytes.Buffer
	writer := multipart.NewWriter(&more)
	if err := writer.SetBoundary(boundary); err != nil {
		return nil, err
	}
	if err := writer.WriteField(name, value); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	kept, _ := bytes.CutSuffix(form, []byte("--"+boundary+"--\r\n"))
	return append(bytes.Clone(kept), more.Bytes()...), nil
}
