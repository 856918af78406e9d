package requestconfig

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// WithHeaderSetting sends a client setting as a header, such as "Authorization: Bearer value".
func WithHeaderSetting[T any](name, prefix string, value T) RequestOption {
	return WithHeader(name, prefix+fmt.Sprint(value))
}

// WithCookieSetting sends a client setting as a cookie, in place of one of that name.
func WithCookieSetting[T any](name string, value T) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		pairs := strings.Split(cfg.Request.Header.Get("Cookie"), "; ")
		kept := slices.DeleteFunc(pairs, func(pair string) bool { return pair == "" || strings.HasPrefix(pair, name+"=") })
		cfg.Request.Header.Set("Cookie", strings.Join(append(kept, name+"="+fmt.Sprint(value)), "; "))
		return nil
	})
}

// WithQuerySetting sends a client setting as a query parameter, unless the method was called with one of that name.
func WithQuerySetting[T any](name string, value T) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		if !hasName(cfg.arguments, name) {
			cfg.SetQuery(name, fmt.Sprint(value))
		}
		return nil
	})
}

// The halves of an HTTP Basic credential in [RequestConfig.Values].
const (
	basicUsername = "http basic username"
	basicPassword = "http basic password"
)

// WithBasicUsername sends a client setting as the user of HTTP Basic authentication, once the password is known too.
func WithBasicUsername[T any](value T) RequestOption {
	return WithBasicHalf("username", "Basic ", value)
}

// WithBasicPassword sends a client setting as the password of HTTP Basic authentication, once the user is known too.
func WithBasicPassword[T any](value T) RequestOption {
	return WithBasicHalf("password", "Basic ", value)
}

// WithBasicHalf sends a client setting as the "username" or the "password" of HTTP Basic authentication, which stands
// after the prefix, once the other half is known too.
func WithBasicHalf[T any](half, prefix string, value T) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		return cfg.setBasic("http basic "+half, fmt.Sprint(value), func(pair string) string {
			return prefix + base64.StdEncoding.EncodeToString([]byte(pair))
		})
	})
}

// WithPlainHalf is [WithBasicHalf] for an API that takes the two as they are.
func WithPlainHalf[T any](half, prefix string, value T) RequestOption {
	return RequestOptionFunc(func(cfg *RequestConfig) error {
		return cfg.setBasic("http basic "+half, fmt.Sprint(value), func(pair string) string { return prefix + pair })
	})
}

// setBasic writes the header of RFC 7617 when it has both halves.
func (cfg *RequestConfig) setBasic(half, value string, write func(pair string) string) error {
	if half == basicUsername && strings.Contains(value, ":") {
		return errors.New("the user of HTTP Basic authentication has a colon, which ends it")
	}
	cfg.Values[half] = value
	username, hasUsername := cfg.Values[basicUsername]
	password, hasPassword := cfg.Values[basicPassword]
	if hasUsername && hasPassword {
		cfg.Request.Header.Set("Authorization", write(username+":"+password))
	}
	return nil
}

// WithValueSetting keeps a client setting that is not sent, such as the key of webhooks, in [RequestConfig.Values].
func WithValueSetting[T any](name string, value T) RequestOption {
	return PreRequestOptionFunc(func(cfg *RequestConfig) error {
		cfg.Values[name] = fmt.Sprint(value)
		return nil
	})
}
