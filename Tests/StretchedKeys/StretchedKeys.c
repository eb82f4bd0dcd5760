// Argon2id is slow on purpose, and the tests open the same few notebooks thousands of times. In a test bundle this
// `crypto_pwhash` stands before libsodium's: it asks libsodium for each key once, and remembers it with everything that it
// was made from. The program itself never links it.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "StretchedKeys.h"

enum { SALT_BYTES = 16, MOST_BYTES = 64, LONGEST = 512, SLOTS = 4096 };

typedef int (*Stretch)(unsigned char *, unsigned long long, const char *, unsigned long long,
                       const unsigned char *, unsigned long long, size_t, int);

// What a key is made from.
struct Origin {
  unsigned long long length, passphraseLength, passes;
  size_t memory;
  int algorithm;
  unsigned char salt[SALT_BYTES];
  char passphrase[LONGEST];
};

struct Kept {
  struct Kept *next;
  struct Origin origin;
  unsigned char key[MOST_BYTES];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct Kept *slots[SLOTS];

static size_t slot(const struct Origin *origin) {
  const unsigned char *bytes = (const unsigned char *)origin;
  unsigned long long sum = 5381;
  for (size_t i = 0; i < sizeof *origin; i++) sum = sum * 33 + bytes[i];
  return sum % SLOTS;
}

static struct Kept *find(const struct Origin *origin) {
  for (struct Kept *kept = slots[slot(origin)]; kept; kept = kept->next)
    if (memcmp(&kept->origin, origin, sizeof *origin) == 0) return kept;
  return NULL;
}

int crypto_pwhash(unsigned char *key, unsigned long long length, const char *passphrase,
                  unsigned long long passphraseLength, const unsigned char *salt,
                  unsigned long long passes, size_t memory, int algorithm) {
  Stretch stretch = (Stretch)dlsym(RTLD_NEXT, "crypto_pwhash");
  if (!stretch) abort();
  if (length > MOST_BYTES || passphraseLength > LONGEST)
    return stretch(key, length, passphrase, passphraseLength, salt, passes, memory, algorithm);

  struct Origin origin;
  memset(&origin, 0, sizeof origin);
  origin.length = length;
  origin.passphraseLength = passphraseLength;
  origin.passes = passes;
  origin.memory = memory;
  origin.algorithm = algorithm;
  memcpy(origin.salt, salt, SALT_BYTES);
  memcpy(origin.passphrase, passphrase, passphraseLength);

  pthread_mutex_lock(&lock);
  struct Kept *kept = find(&origin);
  if (kept) memcpy(key, kept->key, length);
  pthread_mutex_unlock(&lock);
  if (kept) return 0;

  int status = stretch(key, length, passphrase, passphraseLength, salt, passes, memory, algorithm);
  struct Kept *fresh = status == 0 ? malloc(sizeof *fresh) : NULL;
  if (!fresh) return status;
  fresh->origin = origin;
  memcpy(fresh->key, key, length);
  pthread_mutex_lock(&lock);
  fresh->next = slots[slot(&origin)];
  slots[slot(&origin)] = fresh;
  pthread_mutex_unlock(&lock);
  return status;
}
