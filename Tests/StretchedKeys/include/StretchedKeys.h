#ifndef STRETCHED_KEYS_H
#define STRETCHED_KEYS_H

// Nothing is called by name: a test bundle that links this target has its passphrases stretched once each.

#endif
