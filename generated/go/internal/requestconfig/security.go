package requestconfig

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// credential is an option that sends something of a security scheme.
type credential struct {
	scheme string
	option RequestOption
}

// WithCredential applies an option that sends something of a security scheme, unless the operation does without it.
func WithCredential(scheme string, option RequestOption) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.credentials = append(cfg.credentials, credential{scheme, option})
		return option.Apply(cfg)
	})
}

// WithSecurity sets the alternatives that an operation accepts, of which the first is taken that the client has.
func WithSecurity(alternatives ...[]string) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.Security = append([][]string{}, alternatives...)
		return nil
	})
}

// WithDefaultSecurity is [WithSecurity] for operations that say nothing of it.
func WithDefaultSecurity(alternatives ...[]string) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if cfg.Security == nil {
			cfg.Security = append([][]string{}, alternatives...)
		}
		return nil
	})
}

// chooseCredentials takes back the credentials that the operation does without. What users have set themselves stays.
func (cfg *RequestConfig) chooseCredentials() error {
	if cfg.Security == nil || cfg.credentials == nil {
		return nil
	}
	all, err := sent(cfg.credentials)
	if err != nil {
		return err
	}
	wanted, err := sent(cfg.chosen())
	if err != nil {
		return err
	}
	for name := range all.Header {
		// the cookies of a call stand behind those of the client
		rest, ok := strings.CutPrefix(cfg.Request.Header.Get(name), all.Header.Get(name))
		if !ok || rest != "" && name != "Cookie" {
			continue
		}
		if text := wanted.Header.Get(name) + rest; text != "" {
			cfg.Request.Header.Set(name, strings.TrimPrefix(text, "; "))
		} else {
			cfg.Request.Header.Del(name)
		}
	}
	given, kept, current := all.URL.Query(), wanted.URL.Query(), cfg.Request.URL.Query()
	for name := range given {
		if !kept.Has(name) && current.Get(name) == given.Get(name) {
			cfg.DelQuery(name)
		}
	}
	return nil
}

// chosen returns the credentials of the first alternative that the client has whole.
func (cfg *RequestConfig) chosen() []credential {
	for _, alternative := range cfg.Security {
		missing := slices.ContainsFunc(alternative, func(scheme string) bool {
			return !slices.ContainsFunc(cfg.credentials, func(c credential) bool { return c.scheme == scheme })
		})
		if !missing {
			return slices.DeleteFunc(slices.Clone(cfg.credentials), func(c credential) bool {
				return !slices.Contains(alternative, c.scheme)
			})
		}
	}
	return nil
}

// sent returns a request that has the credentials alone.
func sent(credentials []credential) (*http.Request, error) {
	alone := &RequestConfig{Request: &http.Request{Header: http.Header{}, URL: &url.URL{}}, Values: map[string]string{}}
	for _, c := range credentials {
		if err := c.option.Apply(alone); err != nil {
			return nil, err
		}
	}
	return alone.Request, nil
}
