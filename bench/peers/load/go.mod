module suyuan.example/load

go 1.25.0
