// Lists what users of a module can name: each line has the package, the kind, the name and what it is. It reads what the
// compiler writes of a package, not its source.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
)

type compiled struct {
	ImportPath, Export string
}

// main takes the module's path and its packages.
func main() {
	module := os.Args[1]
	command := exec.Command("go", append([]string{"list", "-export", "-deps", "-json=ImportPath,Export"}, os.Args[2:]...)...)
	command.Stderr = os.Stderr
	listed, err := command.Output()
	if err != nil {
		log.Fatal(err)
	}
	exports := map[string]string{}
	for decoder := json.NewDecoder(bytes.NewReader(listed)); ; {
		var found compiled
		if decoder.Decode(&found) != nil {
			break
		}
		exports[found.ImportPath] = found.Export
	}
	open := func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) }
	compiler := importer.ForCompiler(token.NewFileSet(), "gc", open)
	for _, path := range os.Args[2:] {
		found, err := compiler.Import(path)
		if err != nil {
			log.Fatal(err)
		}
		list(found, module)
	}
}

// lister prints what one package has; the names of packages of the module are without its path.
type lister struct{ short, module string }

func list(found *types.Package, module string) {
	l := lister{module: module}
	l.short = l.qualified(found)
	for _, name := range found.Scope().Names() {
		if object := found.Scope().Lookup(name); object.Exported() {
			l.object(object)
		}
	}
}

func (l lister) qualified(other *types.Package) string {
	return strings.TrimPrefix(strings.TrimPrefix(other.Path(), l.module), "/")
}

func (l lister) text(t types.Type) string { return types.TypeString(t, l.qualified) }

func (l lister) say(kind, name, what string) {
	fmt.Printf("%s\t%s\t%s\t%s\n", l.short, kind, name, strings.ReplaceAll(what, "\n", " "))
}

func (l lister) object(object types.Object) {
	switch object := object.(type) {
	case *types.Const:
		value := object.Val().ExactString()
		if object.Val().Kind() == constant.String {
			value = constant.StringVal(object.Val())
		}
		l.say("const", object.Name(), l.text(object.Type())+" = "+value)
	case *types.Var:
		l.say("var", object.Name(), l.text(object.Type()))
	case *types.Func:
		l.say("func", object.Name(), l.text(object.Type()))
	case *types.TypeName:
		if object.IsAlias() {
			l.say("alias", object.Name(), l.text(types.Unalias(object.Type())))
		} else {
			l.named(object.Name(), object.Type().(*types.Named))
		}
	}
}

func (l lister) named(name string, named *types.Named) {
	if inner, ok := named.Underlying().(*types.Struct); ok {
		l.say("type", name, "struct")
		for i := range inner.NumFields() {
			if field := inner.Field(i); field.Exported() {
				l.say("field", name+"."+field.Name(), l.text(field.Type())+" "+inner.Tag(i))
			}
		}
	} else {
		l.say("type", name, l.text(named.Underlying()))
	}
	methods := types.NewMethodSet(types.NewPointer(named))
	for i := range methods.Len() {
		if method := methods.At(i); method.Obj().Exported() {
			l.say("method", name+"."+method.Obj().Name(), l.text(method.Type()))
		}
	}
}
