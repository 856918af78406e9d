// Prints what users of a Go module can name: the types of each package, and the methods that a client leads to.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

type service struct {
	methods  []string
	services map[string]string
}

func main() {
	services := map[string]*service{}
	err := filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err == nil {
			read(file, services)
		}
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	walk("client", "Client", services)
}

func of(services map[string]*service, name string) *service {
	if services[name] == nil {
		services[name] = &service{services: map[string]string{}}
	}
	return services[name]
}

func read(file *ast.File, services map[string]*service) {
	for _, declaration := range file.Decls {
		switch declared := declaration.(type) {
		case *ast.GenDecl:
			for _, spec := range declared.Specs {
				if named, ok := spec.(*ast.TypeSpec); ok && named.Name.IsExported() {
					fmt.Println(file.Name.Name + "." + named.Name.Name)
					fields(named, services)
				}
			}
		case *ast.FuncDecl:
			if declared.Recv == nil || !declared.Name.IsExported() {
				continue
			}
			if pointer, ok := declared.Recv.List[0].Type.(*ast.StarExpr); ok {
				if owner, ok := pointer.X.(*ast.Ident); ok {
					found := of(services, owner.Name)
					found.methods = append(found.methods, declared.Name.Name)
				}
			}
		}
	}
}

func fields(named *ast.TypeSpec, services map[string]*service) {
	made, ok := named.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range made.Fields.List {
		if held, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 1 && field.Names[0].IsExported() {
			of(services, named.Name.Name).services[field.Names[0].Name] = held.Name
		}
	}
}

func walk(path, name string, services map[string]*service) {
	found := of(services, name)
	for _, method := range found.methods {
		fmt.Println(path + "." + method)
	}
	for field, held := range found.services {
		if strings.HasSuffix(held, "Service") {
			walk(path+"."+field, held, services)
		}
	}
}
