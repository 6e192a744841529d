// The program: parse first, run after; what cannot go on is caught here, once.

int main() { return 0; }
