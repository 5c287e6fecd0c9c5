/*
 * CVODE of SUNDIALS (BDF, dense, user Jacobian) on the gradient flow in mirror coordinates and
 * rescaled time (theory, sections 2 and 8), the system that mirror-rosenbrock integrates:
 *
 *   dlambda/dtau = psi_3(1/alpha) (y - A x),  x = alpha h_3(A'lambda),  lambda(0) = 0,  D = 3.
 *
 * Usage: cvode FILE ROWS COLUMNS SCALE RESIDUAL TOLERANCE; FILE holds A, row by row, and y, as native
 * doubles. Prints the median of the seconds of processor time of five runs and what they took.
 */
#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <time.h>

enum { RUNS = 5, MOST_STEPS = 1000000 };

typedef struct {
  int rows, columns;
  double scale, speed;
  double *matrix; /* column by column, along which every loop runs */
  double *observations;
  double *rest; /* y - A x of the last right-hand side */
} Problem;

/* a_j'lambda, in eight partial sums. */
static double mirror(const Problem *p, const double *lambda, int j) {
  const double *column = p->matrix + (size_t)j * p->rows;
  double sums[8] = {0};
  int i = 0;
  for (; i + 8 <= p->rows; i += 8)
    for (int k = 0; k < 8; k++) sums[k] += column[i + k] * lambda[i + k];
  for (; i < p->rows; i++) sums[0] += column[i] * lambda[i];
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

static int slope(realtype t, N_Vector state, N_Vector derivative, void *data) {
  Problem *p = data;
  const double *lambda = N_VGetArrayPointer(state);
  double *result = N_VGetArrayPointer(derivative);
  (void)t;
  for (int i = 0; i < p->rows; i++) p->rest[i] = p->observations[i];
  for (int j = 0; j < p->columns; j++) {
    double s = mirror(p, lambda, j);
    if (!(fabs(s) < 1)) return 1; /* outside of the domain: a shorter step */
    double down = 1 - s, up = 1 + s;
    double x = p->scale * (1 / (down * down * down) - 1 / (up * up * up));
    const double *column = p->matrix + (size_t)j * p->rows;
    for (int i = 0; i < p->rows; i++) p->rest[i] -= x * column[i];
  }
  for (int i = 0; i < p->rows; i++) result[i] = p->speed * p->rest[i];
  return 0;
}

static int jacobian(realtype t, N_Vector state, N_Vector derivative, SUNMatrix matrix, void *data,
                    N_Vector t1, N_Vector t2, N_Vector t3) {
  Problem *p = data;
  const double *lambda = N_VGetArrayPointer(state);
  (void)t, (void)derivative, (void)t1, (void)t2, (void)t3;
  SUNMatZero(matrix);
  for (int j = 0; j < p->columns; j++) {
    double s = mirror(p, lambda, j);
    double weight = -p->speed * p->scale * 3 * (pow(1 - s, -4) + pow(1 + s, -4));
    const double *column = p->matrix + (size_t)j * p->rows;
    for (int k = 0; k < p->rows; k++) {
      double factor = weight * column[k];
      double *target = SUNDenseMatrix_Column(matrix, k);
      for (int i = 0; i < p->rows; i++) target[i] += factor * column[i];
    }
  }
  return 0;
}

static double norm(const double *v, int length) {
  double sum = 0;
  for (int i = 0; i < length; i++) sum += v[i] * v[i];
  return sqrt(sum);
}

static double run(Problem *p, double residual, double tolerance, long counts[3]) {
  clock_t begin = clock();
  SUNContext context;
  SUNContext_Create(NULL, &context);
  N_Vector state = N_VNew_Serial(p->rows, context);
  N_Vector derivative = N_VClone(state);
  N_VConst(0, state);
  void *cvode = CVodeCreate(CV_BDF, context);
  SUNMatrix matrix = SUNDenseMatrix(p->rows, p->rows, context);
  SUNLinearSolver solver = SUNLinSol_Dense(state, matrix, context);
  CVodeInit(cvode, slope, 0, state);
  CVodeSStolerances(cvode, tolerance, tolerance);
  CVodeSetUserData(cvode, p);
  CVodeSetLinearSolver(cvode, solver, matrix);
  CVodeSetJacFn(cvode, jacobian);
  CVodeSetInitStep(cvode, 1e-8);
  double target = residual * norm(p->observations, p->rows);
  realtype time = 0;
  int steps = 0;
  do {
    if (CVode(cvode, 1e9, state, &time, CV_ONE_STEP) < 0 || ++steps > MOST_STEPS) {
      fprintf(stderr, "CVODE did not reach the residual.\n");
      exit(1);
    }
    slope(time, state, derivative, p);
  } while (norm(p->rest, p->rows) > target);
  CVodeGetNumSteps(cvode, &counts[0]);
  CVodeGetNumJacEvals(cvode, &counts[1]);
  CVodeGetNumRhsEvals(cvode, &counts[2]);
  CVodeFree(&cvode);
  SUNLinSolFree(solver);
  SUNMatDestroy(matrix);
  N_VDestroy(state);
  N_VDestroy(derivative);
  SUNContext_Free(&context);
  return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  if (count != 7) return 2;
  Problem p = {.rows = atoi(arguments[2]), .columns = atoi(arguments[3]), .scale = atof(arguments[4])};
  size_t entries = (size_t)p.rows * p.columns;
  double *rows = malloc(entries * sizeof(double));
  p.matrix = malloc(entries * sizeof(double));
  p.observations = malloc(p.rows * sizeof(double));
  p.rest = malloc(p.rows * sizeof(double));
  FILE *file = fopen(arguments[1], "rb");
  if (!file || fread(rows, sizeof(double), entries, file) != entries ||
      fread(p.observations, sizeof(double), p.rows, file) != (size_t)p.rows)
    return 2;
  for (int i = 0; i < p.rows; i++)
    for (int j = 0; j < p.columns; j++) p.matrix[(size_t)j * p.rows + i] = rows[(size_t)i * p.columns + j];
  /* psi_3(1/alpha): the s in (0, 1) with (1-s)^-3 - (1+s)^-3 = 1/alpha. */
  double wall = cbrt(p.scale);
  for (int k = 0; k < 100; k++) wall = cbrt(1 / (1 / p.scale + pow(2 - wall, -3)));
  p.speed = 1 - wall;
  double seconds[RUNS];
  long counts[3];
  for (int k = 0; k < RUNS; k++)
    seconds[k] = run(&p, atof(arguments[5]), atof(arguments[6]), counts);
  qsort(seconds, RUNS, sizeof(double), ascending);
  printf("%.6f %ld steps, %ld Jacobians, %ld right-hand sides\n", seconds[RUNS / 2], counts[0], counts[1],
         counts[2]);
  return 0;
}
